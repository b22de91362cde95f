"""Decks with one note of every kind, and the comparison with golden files."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from studycli.core.model import Choice, Cloze, Deck, MultipleChoice, Note, NoteId, OpenQuestion, Source, Text

ANSWER = r"""Each lookup is **constant time** on average:

```python
def find(table: dict[str, int], key: str) -> int | None:
    return table.get(key)  # no scan
```

$$\alpha = \frac{n}{m} < 1$$

| load | probes |
|---|---|
| 0.5 | `1.5` |
| 0.9 | $5.5$ |

# Worst case

All keys share a bucket: $O(n)$, e.g. in `map<int, int>`."""


def both(en: str, zh: str) -> Text:
    return Text((("en", en), ("zh", zh)))


@pytest.fixture
def decks() -> tuple[Deck, ...]:
    lookup = Note(
        id=NoteId("hash-lookup"),
        title=both("Hash lookup", "哈希查找"),
        body=OpenQuestion(both("How fast is a hash table?", "哈希表有多快？"), both(ANSWER, "平均 $O(1)$。")),
        points=(both("average $O(1)$", "平均 $O(1)$"), Text.plain("worst case linear")),
        explanation=Text.plain("The load factor bounds the *expected* chain."),
        hint=Text.plain("Think of buckets."),
        pitfalls=(Text.plain("It is not always constant."),),
        aliases=("dict", "散列"),
        tags=("interview",),
        references=("Knuth, vol. 3, <section 6.4>",),
        sources=(Source("bank.md", section="Data", part=1, number=4, line=61),),
    )
    gap = Note(
        id=NoteId("load-factor"),
        body=Cloze(
            Text.plain(r"Load is {{c1::$\frac{n}{m_{0}}$::a ratio}} in {{c2::`std::map`}}, not {{c1::a rate}}.")
        ),
    )
    choice = Note(
        id=NoteId("stable-sort"),
        body=MultipleChoice(
            Text.plain("Which sorts are stable?"),
            (
                Choice(Text.plain("merge sort"), correct=True, why=Text.plain("equal keys keep their order")),
                Choice(Text.plain("heap sort"), why=Text.plain("the heap mixes them")),
                Choice(Text.plain("`quick < sort`")),
            ),
        ),
        hint=Text.plain("equal keys"),
    )
    term = Note(
        id=NoteId("lru"), body=OpenQuestion(Text.plain("LRU"), Text.plain("least recently used"), reversed=True)
    )
    empty = Note(id=NoteId("later"), body=OpenQuestion(Text.plain("Not answered yet?"), Text.plain("")))
    return (
        Deck(
            name="algorithms/tables",
            title=both("Tables", "表"),
            description=Text.plain("Keys & values."),
            tags=("algorithms",),
            notes=(lookup, gap, empty),
        ),
        Deck(name="sorting", notes=(choice, term)),
        Deck(name="unanswered", notes=(empty,)),
    )


@pytest.fixture
def golden() -> Callable[[str, bytes], None]:
    """Compares with a golden file; STUDYCLI_REGENERATE=1 writes it."""

    def compare(name: str, made: bytes) -> None:
        path = Path(__file__).parent / "golden" / name
        if os.environ.get("STUDYCLI_REGENERATE") == "1":
            path.write_bytes(made)
        assert made.decode() == path.read_bytes().decode()

    return compare
