"""Decks as files: YAML text to the model and back."""
