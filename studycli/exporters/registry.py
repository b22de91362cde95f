"""All exporters there are: one per suffix."""

from studycli.exporters.exporter import Exporter

EXPORTERS: tuple[Exporter, ...] = (
    Exporter(".apkg", "apkg"),
    Exporter(".csv", "csv_table"),
    Exporter(".json", "json_decks"),
    Exporter(".md", "markdown_page"),
    Exporter(".html", "html_page"),
)


def exporter_for(suffix: str) -> Exporter | None:
    """The exporter of a suffix such as ".apkg", in either case."""
    return next((exporter for exporter in EXPORTERS if exporter.suffix == suffix.lower()), None)
