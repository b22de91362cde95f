"""One self-contained page: the cards' own style sheet, answers folded away, nothing loaded from the net."""

import html
from collections.abc import Iterable, Iterator, Sequence

from studycli.core.model import Deck, Note, Text
from studycli.exporters import plain_card
from studycli.exporters.anki_types import style
from studycli.exporters.edition import BOTH, edition, shown
from studycli.exporters.exporter import Options
from studycli.exporters.markdown_html import clean, inline_html, to_html

_PAGE_STYLE = """
body.card { padding: 1.5rem 1rem 4rem; }
main.studycli > h1 { font-size: 1.6em; }
section.note { margin: 1.6rem 0; padding-top: 1.2rem; border-top: 1px solid var(--line); scroll-margin-top: 1rem; }
"""
# Anki names the night mode by a class; a page has to look at the system's.
_NIGHT = """const dark = matchMedia("(prefers-color-scheme: dark)");
const follow = () => document.body.classList.toggle("nightMode", dark.matches);
dark.addEventListener("change", follow);
follow();"""


def render(decks: Sequence[Deck], options: Options) -> bytes:
    """Formulas stay TeX: drawing them would need a script from the net."""
    made = edition(decks, options.language)
    title = ", ".join(html.escape(_name(deck)) for deck in made) or "studycli"
    language = "" if options.language in ("", BOTH) else f' lang="{html.escape(options.language)}"'
    body = "\n".join(line for deck in made for line in _deck(deck))
    page = (
        f'<!doctype html>\n<html{language}>\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{style()}{_PAGE_STYLE}</style>\n</head>\n"
        f'<body class="card">\n<main class="studycli">\n{body}\n</main>\n'
        f"<script>\n{_NIGHT}\n</script>\n</body>\n</html>\n"
    )
    return page.encode("utf-8", "replace")


def _name(deck: Deck) -> str:
    return clean(shown(deck.title).partition("\n")[0] or deck.name)


def _deck(deck: Deck) -> Iterator[str]:
    yield f"<h1>{html.escape(_name(deck))}</h1>"
    yield to_html(shown(deck.description))
    for note in deck.notes:
        yield from _note(deck, note)


def _note(deck: Deck, note: Note) -> Iterator[str]:
    yield f'<section class="note" id="{html.escape(note.id)}">'
    yield f'<div class="question" dir="auto">{to_html(plain_card.question(note))}</div>'
    yield from _panel("Hint · 提示", _html(note.hint))
    yield from _panel("Answer · 答案", to_html(plain_card.answer(note)))
    yield from _panel("Points · 要点", _list(map(shown, note.points)))
    yield from _panel("Explanation · 解析", _html(note.explanation))
    yield from _panel("Pitfalls · 易错", _list(map(shown, note.pitfalls)))
    yield from _panel("References · 参考", _list(note.references))
    yield f"<footer>{html.escape(clean(' '.join(deck.tags_of(note))))}</footer>"
    yield "</section>"


def _panel(label: str, content: str) -> Iterator[str]:
    if content:
        yield f'<details><summary>{label}</summary>\n<div class="inside" dir="auto">{content}</div></details>'


def _html(text: Text | None) -> str:
    return to_html(shown(text))


def _list(items: Iterable[str]) -> str:
    rows = "".join(f"<li>{inline_html(item)}</li>" for item in items)
    return f"<ul>{rows}</ul>" if rows else ""
