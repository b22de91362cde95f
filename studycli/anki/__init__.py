"""Packages that Anki wrote, .colpkg and .apkg: what they hold, and the reviews in them."""
