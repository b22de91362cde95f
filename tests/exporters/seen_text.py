"""The text that a browser without scripts shows of HTML."""

from html.parser import HTMLParser


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"

    def handle_endtag(self, tag: str) -> None:
        self.scripts -= tag == "script"

    def handle_data(self, data: str) -> None:
        if not self.scripts:
            self.found.append(data)


def seen(rendered: str) -> str:
    """Blanks are collapsed; elements add none, so `a<br>b` is "ab"."""
    parser = _Text()
    parser.feed(rendered)
    parser.close()
    return " ".join("".join(parser.found).split())
