"""The gaps of a cloze, as Anki reads them."""

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from studycli.core.cloze import ClozeFault, Gap, parse
from studycli.exporters.anki_cloze import cloze_html
from studycli.exporters.markdown_html import to_html, visible_text

# Anki ends a gap at the first `}}` and begins its hint at the first `::`.
ANKI_GAP = re.compile(r"\{\{c(\d+)::(.*?)(?:::(.*?))?\}\}", re.S)


@pytest.mark.parametrize(
    ("markdown", "rendered"),
    [
        ("a {{c1::b}} c", "<p>a {{c1::b}} c</p>"),
        ("{{c2::b::what?}}", "<p>{{c2::b::what?}}</p>"),
        ("**{{c1::b}}**", "<p><strong>{{c1::b}}</strong></p>"),
        (r"{{c1::$\frac{a}{b^{2}}$}}", r"<p>{{c1::\(\frac{a}{b^{2} }\)}}</p>"),
        (r"$x = {{c1::\frac{a}{b}}} + 1$", r"<p>\(x = {{c1::\frac{a}{b} }} + 1\)</p>"),
        ("{{c1::`std::map`}}", "<p>{{c1::<code>std:<span></span>:map</code>}}</p>"),
        ("{{c1::$A::B$::h}}", r"<p>{{c1::\(A: :B\)::h}}</p>"),
        ("{{c1::`{{}}`}}", "<p>{{c1::<code>{{}<span></span>}</code>}}</p>"),
        ("{{c1::a::b & <c>}}", "<p>{{c1::a::b &amp; &lt;c&gt;}}</p>"),
        ('{{c1::[a](b "{{c}}")}}', '<p>{{c1::<a href="b" title="{{c}&#125;">a</a>}}</p>'),
        ("{{c1::at http://b.org}} c", '<p>{{c1::at <a href="http://b.org">http://b.org</a>}} c</p>'),
        ("```py\nx = {{c1::5}}\n```", '<pre class="code"><code class="language-py">x = {{c1::5}}\n</code></pre>'),
        ("no gap", "no gap"),
    ],
)
def test_cloze(markdown: str, rendered: str) -> None:
    assert cloze_html(markdown) == rendered


@settings(deadline=None)
@given(st.text("ab}{: ", min_size=1, max_size=12), st.text("ab} :", max_size=4), st.sampled_from(["", "`", "$"]))
def test_anki_reads_every_gap_whole(hidden: str, hint: str, mark: str) -> None:
    markdown = f"x {{{{c3::{mark}{hidden}{mark}::{hint}}}}} y"
    pieces = parse(markdown)
    assume(not isinstance(pieces, ClozeFault))
    assert not isinstance(pieces, ClozeFault)
    gaps = [piece for piece in pieces if isinstance(piece, Gap)]
    assume(gaps[0].hidden == f"{mark}{hidden}{mark}" or not mark)
    filled = "".join(piece.hidden if isinstance(piece, Gap) else piece for piece in pieces)
    made = cloze_html(markdown)
    assert [found[1] for found in ANKI_GAP.finditer(made)] == [str(gap.number) for gap in gaps]
    shown = visible_text(ANKI_GAP.sub(lambda found: found[2], made))
    assert shown.replace(" ", "") == visible_text(to_html(filled)).replace(" ", "")
