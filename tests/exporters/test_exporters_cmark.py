"""cmark as the cards use it."""

import sys

import pytest

from studycli.exporters.cmark import markdown_to_html

TEXT = "a *b* ~~c~~ `d` https://example.org\n\n| x | y |\n|---|---|\n| 1 | 2 |\n\n" * 50


def test_tables_strokes_and_addresses_are_known() -> None:
    made = markdown_to_html(TEXT)
    for part in ("<em>b</em>", "<del>c</del>", "<td>1</td>", '<a href="https://example.org">'):
        assert made.count(part) == 50


def test_a_text_knows_nothing_of_the_one_before() -> None:
    markdown_to_html("[x]: https://example.org\n\n```\nnever closed")
    assert markdown_to_html("[x] *y*") == "<p>[x] <em>y</em></p>\n"


@pytest.mark.skipif(sys.platform == "win32", reason="the library hides what frees its memory")
def test_the_memory_of_a_text_is_given_back() -> None:
    """The library's own function would keep 100 MB of this."""
    import resource

    markdown_to_html(TEXT)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(700):
        markdown_to_html(TEXT)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < (20 << 20) / (1 if sys.platform == "darwin" else 1024)
