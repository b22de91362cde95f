"""Fields of cards that are web pages, in the text files of Anki."""

import pytest

from studycli.core.model import Cloze, OpenQuestion
from studycli.importers.bank import Bank
from studycli.importers.importer import Imported, import_bank

HEAD = "#separator:tab\n#html:true\n"


def imported(rows: str, head: str = HEAD) -> Imported:
    bank = Bank("b.txt", "b.txt", head + rows, "utf-8")
    return import_bank(bank, shape=None, allow_unanswered=True, name="b")


@pytest.mark.parametrize(
    ("cell", "markdown"),
    [
        ("Notes at once.<br>Three &amp; more.", "Notes at once.\\\nThree & more."),
        ("<ol><li>red<li>green</ol>", "1. red\n2. green"),
        ("<pre><code>x = 1</code></pre>", "```\nx = 1\n```"),
        ("<div>one</div><div>two</div>", "one\\\ntwo"),
        ("all of <i>it</i> &lt;vector&gt; 2 *3*", "all of *it* \\<vector> 2 \\*3\\*"),
        (r"\(x_1\) and <b>y</b>", "$x_1$ and **y**"),
        ('<img src="a map.png">', "![](a%20map.png)"),
    ],
)
def test_html_becomes_the_markdown_that_packages_become(cell: str, markdown: str) -> None:
    result = imported(f"What?\t{cell}\n")
    assert result.deck
    body = result.deck.notes[0].body
    assert isinstance(body, OpenQuestion) and body.answer.show() == markdown


def test_gaps_stay() -> None:
    result = imported("A {{c1::<b>fifth</b>}} has {{c2::seven::how many?}}.\t\n")
    assert result.deck
    body = result.deck.notes[0].body
    assert isinstance(body, Cloze) and body.text.show() == "A {{c1::**fifth**}} has {{c2::seven::how many?}}."


def test_what_markdown_has_no_words_for_is_told_with_its_line() -> None:
    result = imported("What?\tThis: <svg><path/></svg>y\n")
    assert [(problem.line, problem.code) for problem in result.problems] == [(3, "lost")]


def test_text_that_is_no_html_stays_as_it_is() -> None:
    result = imported("What?\t<b>a</b> * b\n", "#separator:tab\n#html:false\n")
    assert result.deck
    body = result.deck.notes[0].body
    assert isinstance(body, OpenQuestion) and body.answer.show() == "<b>a</b> * b"
