"""The note types in Anki: their names, ids, fields and templates.

Names, ids and fields never change: Anki would take changed ones for another note type and leave every note that is
already there as it was. What a later release has to add goes into a spare field.
"""

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# Unix seconds of the newest template or style sheet. Anki takes over both only when this has grown.
TEMPLATES_CHANGED = 1_795_000_000

# Milliseconds since 1970: from September 2001, for four years.
_FIRST_ID, _IDS = 1_000_000_000_000, 130_000_000_000

COMMON_FIELDS = (
    *("Points", "Explanation", "Hint", "Pitfalls", "References"),
    *("Title", "Search", "Id", "Spare1", "Spare2", "Spare3"),
)


@dataclass(frozen=True, slots=True)
class OwnTemplate:
    name: str
    front: str
    back: str


@dataclass(frozen=True, slots=True)
class OwnNoteType:
    """The first field is never empty: Anki takes a note without it for a note without cards."""

    name: str
    fields: tuple[str, ...]
    templates: tuple[OwnTemplate, ...]
    is_cloze: bool = False

    @property
    def id(self) -> int:
        return stable_id(f"note type {self.name}")


def stable_id(name: str) -> int:
    """A number like the millisecond times that Anki uses as ids, from the years before there was an Anki."""
    digest = hashlib.sha256(name.encode("utf-8", "replace")).digest()
    return _FIRST_ID + int.from_bytes(digest[:8], "big") % _IDS


@cache
def style() -> str:
    return (files("studycli.exporters") / "card.css").read_text(encoding="utf-8")


@cache
def _script() -> str:
    """Without two braces in a row, which Anki would read."""
    return (files("studycli.exporters") / "card.js").read_text(encoding="utf-8")


def _when(field: str, shown: str) -> str:
    return f"{{{{#{field}}}}}{shown}{{{{/{field}}}}}"


def _panel(field: str, label: str) -> str:
    return _when(
        field,
        f'<details class="{field.lower()}"><summary class="tappable">{label}</summary>\n'
        f'<div class="inside" dir="auto">{{{{{field}}}}}</div></details>\n',
    )


def _front(*parts: str) -> str:
    return _page("front", *parts)


def _back(*parts: str) -> str:
    return _page("back", *parts)


def _page(side: str, *parts: str) -> str:
    opening = f'<div class="studycli" data-side="{side}" data-note="{{{{Id}}}}">'
    return "\n".join((opening, *parts, "</div>", f"<script>\n{_script()}</script>"))


def _part(css_class: str, field: str) -> str:
    return f'<div class="{css_class}" dir="auto">{{{{{field}}}}}</div>'


_HINT = _panel("Hint", "Hint · 提示")
_LINE = '<hr id="answer">'
_REST = (
    _panel("Points", "Points · 要点")
    + _panel("Explanation", "Explanation · 解析")
    + _panel("Pitfalls", "Pitfalls · 易错")
    + _panel("References", "References · 参考")
    + _when("Tags", "<footer>{{Tags}}</footer>")
)
_QUESTION, _RECALLED = _part("question", "Question"), _part("question recalled", "Question")
_ANSWER = _part("answer", "Answer")
_SENTENCE = _part("sentence", "cloze:Text")
# In a script, Anki's list of cards does not give the solution away; fields are escaped, so none can end it.
_SOLUTION = '<script type="text/plain" class="solution">{{Solution}}</script>'

BASIC = OwnNoteType(
    "studycli Basic",
    ("Question", "Answer", "Reversed", *COMMON_FIELDS),
    (
        OwnTemplate("Question", _front(_QUESTION, _HINT), _back(_RECALLED, _LINE, _ANSWER, _REST)),
        OwnTemplate("Reverse", _when("Reversed", _front(_ANSWER)), _back(_ANSWER, _LINE, _QUESTION, _REST)),
    ),
)
CLOZE = OwnNoteType(
    "studycli Cloze",
    ("Text", *COMMON_FIELDS),
    (OwnTemplate("Cloze", _front(_SENTENCE, _HINT), _back(_SENTENCE, _REST)),),
    is_cloze=True,
)
CHOICE = OwnNoteType(
    "studycli Choice",
    ("Question", "Choices", "Solution", *COMMON_FIELDS),
    (
        OwnTemplate(
            "Choice",
            _front(_QUESTION, _part("options", "Choices"), _SOLUTION, _HINT),
            _back(_RECALLED, _LINE, _part("answer", "Solution"), _SOLUTION, _REST),
        ),
    ),
)
NOTE_TYPES = (BASIC, CLOZE, CHOICE)
