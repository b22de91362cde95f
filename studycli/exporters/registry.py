"""All exporters there are: one per suffix."""

from studycli.exporters.exporter import Exporter

EXPORTERS: tuple[Exporter, ...] = (
    Exporter(".apkg", "Anki package", "apkg"),
    Exporter(".csv", "table", "csv_table"),
    Exporter(".json", "JSON", "json_decks"),
    Exporter(".md", "Markdown", "markdown_page"),
    Exporter(".html", "web page", "html_page"),
)


def exporter_for(suffix: str) -> Exporter | None:
    """The exporter of a suffix such as ".apkg", in either case."""
    return next((exporter for exporter in EXPORTERS if exporter.suffix == suffix.lower()), None)
