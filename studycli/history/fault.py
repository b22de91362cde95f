"""A history that cannot be read or written, in words for the person whose history it is."""


class HistoryError(Exception):
    """The message is one sentence: what is wrong, where, and what to do."""
