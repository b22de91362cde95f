"""A card shows the text that was written: nothing swallowed, nothing executed, formulas and code intact."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from seen_text import seen

from studycli.exporters.markdown_html import clean, inline_html, render, to_html, visible_text


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("a < b && c > d", "a < b && c > d"),
        ("vector<int> x; a<b", "vector<int> x; a<b"),
        ("`map<int, T&>`", "map<int, T&>"),
        ("</div></body> <script>alert(1)</script> <!-- c -->", "</div></body> <script>alert(1)</script> <!-- c -->"),
        ('<img src="x" onerror="y">', '<img src="x" onerror="y">'),
        ("&lt; &copy; &amp;lt;", "< © &lt;"),
        ("&#31; &#x1F; &#0002; &#65;", "&#31; &#x1F; &#0002; A"),
        ("tab\there\x1f\x00\x07\x7f\x85", "tab here␟␀␇␡\ufffd"),
        ("lone \ud800 surrogate", "lone \ufffd surrogate"),
        ("one\r\ntwo\rthree", "one two three"),
        ("一行\n二行 three\nfour", "一行二行 three four"),
        ("one，\ntwo\n（three）", "one，two（three）"),
        ("中\n“文”\n“one”\n中", "中 “文” “one” 中"),
        ("**粗**，\n**体** $x$\n。", r"粗，体 \(x\)。"),
        ("👩‍🔬 עברית العربية", "👩‍🔬 עברית العربية"),
        ("100% %02 %04 %020%03", "100% %02 %04 %020%03"),
        (r"\\(x\\) and `\(y`", r"\(x\) and \(y"),
        ("[sound:a.mp3] [latex]x[/latex] [[type:Front]]", "[sound:a.mp3] [latex]x[/latex] [[type:Front]]"),
        ("{{Question}} }} {{c1::x}}", "{{Question}} }} {{c1::x}}"),
        ("![a plot](plot.png) ![](x.png)", "a plot (plot.png) x.png"),
        ("- [ ] ~~old~~ **new**", "[ ] old new"),
        ("    a <b> $x$ & `c`", "a <b> $x$ & `c`"),
        (r"\<b> \\<b> \&#31; \\&#31; `\<b>`", r"<b> \<b> &#31; \&#31; \<b>"),
        ("costs $5 and \\$6", "costs $5 and $6"),
        (r"$a<b$ & $$\{x\}$$", r"\(a<b\) & \[\{x\}\]"),
    ],
)
def test_what_was_written_is_what_is_seen(markdown: str, text: str) -> None:
    assert seen(to_html(markdown)) == text


@pytest.mark.parametrize(
    ("markdown", "rendered"),
    [
        (r"$a<b \& c$", r"<p>\(a&lt;b \&amp; c\)</p>"),
        (r"\(x\) $$y$$ \[z\]", r"<p>\(x\) \[y\] \[z\]</p>"),
        (r"$$a\\[2pt] \text{\(b\)}$$", r"<p>\[a\\&#91;2pt] \text{\&#40;b\&#41;}\]</p>"),
        ("**$x$**的", r"<p><strong>\(x\)</strong>的</p>"),
        ("由（$x$），$y$", r'<p>由<span style="white-space: nowrap">（\(x\)），</span>\(y\)</p>'),
        ("$$x$$, **$y$**.", r"<p>\[x\], <strong>\(y\)</strong>.</p>"),
        ('[a](b "($x$).")', r'<p><a href="b" title="(\(x\)).">a</a></p>'),
        ("|a|\n|-|\n|$|x|$|", r"<tr><td>\(|x|\)</td></tr>"),
        ("[a](http://b/$c$<d>)", '<p><a href="http://b/%24c%24%3Cd%3E">a</a></p>'),
        ("[a](javascript:b)", '<p><a href="">a</a></p>'),
        ("<https://a.b/c?d&e>", '<p><a href="https://a.b/c?d&amp;e">https://a.b/c?d&amp;e</a></p>'),
        ("a www.b.org", '<p>a <a href="http://www.b.org">www.b.org</a></p>'),
        ("```\na < b\n```", '<pre class="code"><code>a &lt; b\n</code></pre>'),
        ("```nolexer\na\n```", '<pre class="code"><code class="language-nolexer">a\n</code></pre>'),
        ("```python\nx = 1\n```", '<span class="o">=</span> <span class="mi">1</span>'),
        ("```python\n'中'\n\n\n'文'\n```", "'中'</span>\n\n\n<span"),
    ],
)
def test_html(markdown: str, rendered: str) -> None:
    assert rendered in to_html(markdown).replace("\n<t", "<t").replace("\n</tr", "</tr")


def test_a_single_paragraph_goes_without_its_element() -> None:
    assert inline_html("*a*") == "<em>a</em>"
    assert inline_html("a\n\nb") == "<p>a</p>\n<p>b</p>"


def test_search_text_is_what_is_read() -> None:
    rendered = to_html("**B**old $x_i$\n\n```python\nreturn x\n```\n\n\\\\(y")
    assert visible_text(rendered) == r"Bold x_i return x \ (y"


MARKS = "!\"#$%&')*+,-./:;<=>?@\\]^_`{|}~"  # not ( and [, which after a backslash open a formula


@settings(deadline=None)
@given(st.text(st.characters(exclude_characters="\n\r\t"), max_size=80))
def test_plain_text_comes_through(text: str) -> None:
    text = clean(text).strip()
    escaped = "".join(f"\\{character}" if character in MARKS else character for character in text)
    assert seen(to_html(escaped)) == " ".join(text.split())


@settings(deadline=None)
@given(st.text(max_size=120), st.sampled_from(["", "python", "cpp", "bash", "sql", "html", "diff"]))
def test_code_comes_through_to_the_character(code: str, language: str) -> None:
    fence = "~" * 130
    rendered = to_html(f"{fence}{language}\n{code}\n{fence}")
    assert seen(rendered) == " ".join(clean(code).split())
    assert rendered.count("<pre") == 1


@settings(deadline=None)
@given(st.text("ab 1.,?w/:@-_*# 是。", max_size=30))
def test_a_plain_sentence_is_rendered_as_the_parser_would(text: str) -> None:
    assert to_html(text) == render(clean(text))


@settings(deadline=None)
@given(st.text("$\\()[]<>`*_{}|&#;:x1!~- \n\x02\x03\x1f%0", max_size=80))
def test_no_control_character_and_no_stranger_element_is_left(text: str) -> None:
    rendered = to_html(text)
    assert not any(character < " " and character != "\n" for character in rendered)
    assert "<x" not in rendered
