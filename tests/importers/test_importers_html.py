import pytest

from studycli.importers.html import markdown_of


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("a<br>b<BR/> c", "a\\\nb\\\nc"),
        ("| a<br>b |", "| a<br>b |"),
        ("<b>a</b> <strong class='x'>b</strong>", "**a** **b**"),
        ("<em>a</em><i>b</i>", "*a**b*"),
        ("<code>a</code>", "`a`"),
        ("H<sub>2</sub>O, 10<sup>6</sup>", "H_2O, 10^6"),
        ("<p align=center>a</p>", "a"),
        ("<details><summary>a</summary>b</details>", "ab"),
        ('<a name="x"></a>a', "a"),
        ('<a href="b.md">a</a>', "[a](b.md)"),
        ("<img src='a.png' width=3 alt=\"b\"/>", "![b](a.png)"),
        ("<img src=a.png>", "![](a.png)"),
        ("<img alt=a>", "<img alt=a>"),
        ("a<!-- b\nc -->d", "ad"),
        ("a<!-- b", "a"),
        ("C++ <vector> and <T>", "C++ <vector> and <T>"),
        ("a < b, `<br>` and ``<b>`</b>``", "a < b, `<br>` and ``<b>`</b>``"),
        ("x <- y", "x <- y"),
    ],
)
def test_known_tags_become_markdown(text: str, markdown: str) -> None:
    assert markdown_of(text) == markdown
