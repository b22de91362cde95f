"""Any valid deck, for hypothesis: texts with every trap that YAML sets."""

import string

from hypothesis import strategies as st

from studycli.core.model import Choice, Cloze, Deck, MultipleChoice, Note, NoteId, OpenQuestion, Source, Text

# What some reader of YAML takes for something else than text, or for its own signs.
TRAPS = (
    *("no", "Yes", "on", "y", "~", "null", "true", "NULL", "=", "<<", ".inf", ".nan", "-", "--- a", "...", "- a", "? a"),
    *("007", "0x1f", "0o17", "1e3", "1:30", "190:20:30", "1_000", ".5", "+1", "-0.0", "2024-01-01", "2001-12-14 21:59:43"),
    *("a?", "why?>", "a: b", "a:", ": a", "a #b", "#a", "&a", "*a", "**a**", "!a", "!!str a", "%a", "@a", "`a`", "|", ">", "{a}", "[a", "a, b"),
    *("'a'", '"a"', "it's", 'a "b" c', "\\frac{a}{b}", "$x$", " a", "a ", "\ta", "a\tb", "a\t", "\u00a0a", "\u3000", "，", "：a"),
    *("a\nb", "a\n\nb", "\na", " a\nb", "a\n b", "a \nb", "a\n\tb", "a\r\nb", "a\rb", "a\x85b", "a\u2028b\nc", "\ufeffa", "\x00", "\x1b[1m"),
    *("```py\nx = {'a': 1}  # b\n\treturn x\n```", "a\n# b\n- c\nd: e", "a\n---\nb", "a\n...\nb", "\x7f", "\uffff", "😀", "\ud7ff\ue000"),
)  # fmt: skip

_free = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
_signs = st.text(st.sampled_from(" \n\t:#-'\"\\,[]{}|>&*!%@`?~ab中0"), max_size=12)
strings = (st.sampled_from(TRAPS) | _signs | _free).map(lambda text: text.rstrip("\n"))
said = strings.filter(str.strip)
languages = st.sampled_from(["en", "zh", "zh-Hant", "no", "pt-BR", "es-419", "yue"])


def _in_languages(one: st.SearchStrategy[str]) -> st.SearchStrategy[Text]:
    several = st.dictionaries(languages, one, min_size=1, max_size=3)
    return one.map(Text.plain) | several.map(lambda variants: Text(tuple(variants.items())))


texts = _in_languages(strings).filter(bool)
clozes = _in_languages(
    strings.filter(lambda text: "{" not in text).map(lambda text: f"{text} {{{{c1::a}}}} {{{{c2::b::c}}}}")
)
ids = st.text(string.ascii_letters + string.digits + "._-", min_size=1, max_size=64).filter(
    lambda text: text[0].isalnum()
)
tags = st.lists(said.filter(lambda text: text.split() == [text]), max_size=3).map(tuple)
words = st.lists(said, max_size=3).map(tuple)
numbers = st.none() | st.integers(1, 999_999_999)
sources = st.builds(Source, bank=said, section=st.none() | said, part=numbers, number=numbers, line=numbers)

_choices = st.lists(st.builds(Choice, texts, st.booleans(), st.none() | texts), min_size=1, max_size=3)
bodies = (
    st.builds(OpenQuestion, texts, _in_languages(strings), st.booleans())
    | st.builds(Cloze, clozes)
    | st.builds(
        lambda question, right, others: MultipleChoice(question, (*others, right)),
        texts,
        st.builds(Choice, texts, st.just(True), st.none() | texts),
        _choices,
    )
)
notes = st.builds(
    Note,
    id=ids.map(NoteId),
    body=bodies,
    title=st.none() | texts,
    points=st.lists(texts, max_size=3).map(tuple),
    explanation=st.none() | texts,
    hint=st.none() | texts,
    pitfalls=st.lists(texts, max_size=2).map(tuple),
    aliases=words,
    tags=tags,
    references=words,
    sources=st.lists(sources, max_size=2).map(tuple),
)
decks = st.builds(
    Deck,
    name=st.just("deck"),
    title=st.none() | texts,
    description=st.none() | texts,
    tags=tags,
    notes=st.lists(notes, max_size=3, unique_by=lambda note: note.id).map(tuple),
)
