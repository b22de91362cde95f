"""What is left on the command line, as a query."""

from collections.abc import Sequence

from studycli.cli.stop import Exit, Stop
from studycli.core.messages import _
from studycli.core.query import Query, QueryFault, parse


def parse_query(words: Sequence[str] | None) -> Query:
    """The words joined by spaces and parsed; a fault is told with its column.

    Marks alone, which would ask for nothing and so let everything through, are a fault too.
    """
    text = as_typed(" ".join(words or ()))
    query = parse(text)
    if isinstance(query, QueryFault):
        raise Stop(Exit.USAGE, "query", _worded(query))
    if text.strip() and not any(map(str.isalnum, text)) and not _asks(text):
        told = _("query, column 1: there is no word in {text!r}; a letter or a digit makes one")
        raise Stop(Exit.USAGE, "query", told.format(text=text))
    return query


def as_typed(text: str) -> str:
    """Where the locale has no UTF-8, Python keeps the bytes of it as halves of surrogates."""
    if not any("\udc80" <= character <= "\udcff" for character in text):
        return text
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _worded(fault: QueryFault) -> str:
    if not fault.suggestion:
        return _("query, column {column}: {fault}").format(column=fault.column, fault=fault.message)
    told = _("query, column {column}: {fault}; did you mean {near}?")
    return told.format(column=fault.column, fault=fault.message, near=fault.suggestion)


def _asks(text: str) -> bool:
    from studycli.core.words import words

    return bool(words(text))
