"""HTML of cards, as Anki's editor and other people's programs write it, as Markdown."""
