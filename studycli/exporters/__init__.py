"""Decks as files for other programs and for people: one exporter per suffix."""

from studycli.exporters import apkg, csv_table, html_page, json_decks, markdown_page
from studycli.exporters.exporter import Exporter, Options

EXPORTERS: tuple[Exporter, ...] = (
    Exporter(".apkg", "Anki package", apkg.render),
    Exporter(".csv", "table", csv_table.render),
    Exporter(".json", "JSON", json_decks.render),
    Exporter(".md", "Markdown", markdown_page.render),
    Exporter(".html", "web page", html_page.render),
)


def exporter_for(suffix: str) -> Exporter | None:
    """The exporter of a suffix such as ".apkg", in either case."""
    return next((exporter for exporter in EXPORTERS if exporter.suffix == suffix.lower()), None)


__all__ = ["EXPORTERS", "Exporter", "Options", "exporter_for"]
