"""The text that a browser shows of HTML."""

from html.parser import HTMLParser


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def seen(rendered: str) -> str:
    """Blanks are collapsed; elements add none, so `a<br>b` is "ab"."""
    parser = _Text()
    parser.feed(rendered)
    parser.close()
    return " ".join("".join(parser.found).split())
