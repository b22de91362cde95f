"""What is left on the command line, as a query."""

from collections.abc import Sequence

from studycli.cli.stop import Exit, Stop
from studycli.core.query import Query, QueryFault, parse


def parse_query(words: Sequence[str] | None) -> Query:
    """The words joined by spaces and parsed; a fault is told with its column."""
    text = " ".join(words or ())
    query = parse(text)
    if isinstance(query, QueryFault):
        remedy = f"; did you mean {query.suggestion}?" if query.suggestion else ""
        raise Stop(Exit.USAGE, "query", f"query, column {query.column}: {query.message}{remedy}")
    return query
