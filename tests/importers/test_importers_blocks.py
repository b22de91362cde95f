from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studycli.importers.blocks import MAXIMUM_NESTING, Block, Code, Heading, Html, Listing, Paragraph, Quote, parse
from studycli.importers.render import render


def blocks_of(text: str) -> tuple[Block, ...]:
    lines = text.split("\n")
    return parse(lines, range(1, len(lines) + 1)).blocks


def tidied(text: str) -> str:
    return render(blocks_of(text))


@pytest.mark.parametrize(
    ("text", "tidy"),
    [
        ("# a #\nb", "# a\n\nb"),
        ("a\nb  \nc", "a\nb  \nc"),
        ("a\n===\nb\n---", "# a\n\n## b"),
        ("ends in a stop。\n---\nb", "ends in a stop。\n\nb"),
        ("caption:\n- a\n- b\nafter", "caption:\n\n- a\n- b\n  after"),
        ("1. a\n\n2. b\n\n3. c", "1. a\n2. b\n3. c"),
        ("- a\n\n  - b\n\n    - c\n- d", "- a\n  - b\n    - c\n- d"),
        ("1. a\n    - b\n    - c", "1. a\n   - b\n   - c"),
        ("10. a\n    - b", "10. a\n    - b"),
        ("1. a\n\n   ```py\n   x\n     y\n\n   z\n   ```\n\n   b\n\n2. c", None),
        ("- a\n\n  b\n- c", "- a\n\n  b\n\n- c"),
        ("- a\n\n  2. b", "- a\n\n  2. b"),
        ("```py\n# a\n\n  b\n```", None),
        ("```\na", "```\na\n```"),
        ("~~~~ text\n```\n~~~~", None),
        ("```\n```", None),
        ("a\n\n    code\n\n      more", None),
        ("-     code\n  more", "-     code\n\n  more"),
        ("> a\nb\n>\n> - c", "> a\n> b\n>\n> - c"),
        ("-\n- a", None),
        ("- ***", "- ___"),
        ("a\n      - b\n\t- c", "a\n    - b\n    - c"),
        ("[a]: b.md\n\nc", None),
        ("| a | b |\n|---|---|\n| c | d |", None),
        ("<div>\n*a*\n\nb</div>", "*a*\n\nb"),
    ],
)
def test_markdown_is_written_tidily(text: str, tidy: str | None) -> None:
    assert tidied(text) == (text if tidy is None else tidy)


def test_blocks_know_their_lines() -> None:
    heading, paragraph, code, listing = blocks_of("\n## a\nb\nc\n```\nd\n```\n\n- e\n- f")
    assert heading == Heading(2, 2, "a")
    assert paragraph == Paragraph(3, "b\nc")
    assert code == Code(5, "d\n", "```")
    assert isinstance(listing, Listing)
    assert [item.line for item in listing.items] == [9, 10]


@pytest.mark.parametrize("mark", ["- ", "1. ", "> "])
def test_deep_nesting_keeps_its_text(mark: str) -> None:
    assert "bottom" in tidied(mark * (3 * MAXIMUM_NESTING) + "bottom")


MARKS = st.sampled_from(["- ", "1. ", "2) ", "> ", "    ", "# ", "```\n", "***\n", "\n", "\n\n", "a", "b c\n", "\t"])


def leaves(blocks: Iterable[Block]) -> Iterator[tuple[type, str]]:
    for block in blocks:
        match block:
            case Listing(items=items):
                for item in items:
                    yield from leaves(item.blocks)
            case Quote(blocks=inner):
                yield from leaves(inner)
            case Heading(text=text) | Paragraph(text=text) | Code(text=text) | Html(text=text):
                yield type(block), text.rstrip("\n")


@settings(deadline=None)
@given(st.lists(MARKS, max_size=25).map("".join))
def test_tidying_changes_no_text(text: str) -> None:
    assert list(leaves(blocks_of(tidied(text)))) == list(leaves(blocks_of(text)))
