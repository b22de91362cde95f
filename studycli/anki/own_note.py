"""A note that studycli exported, as it was: every field knows its place, and both languages come back."""

from collections.abc import Iterator, Mapping, Sequence
from html import unescape

from studycli.anki import cloze_marks
from studycli.anki.card_files import CardFiles
from studycli.core.html.markdown import Field, markdown_of
from studycli.core.html.tree import Element
from studycli.core.model import Body, Choice, Cloze, MultipleChoice, Note, NoteId, OpenQuestion, Text

_COMMON = frozenset("Points Explanation Hint Pitfalls References Title Search Id".split())
_OWN = (
    frozenset(("Question", "Answer", "Reversed")),
    frozenset(("Text",)),
    frozenset(("Question", "Choices", "Solution")),
)


def is_own(fields: Sequence[str]) -> bool:
    """Whether a note type with these fields is one of studycli's."""
    names = set(fields)
    return names >= _COMMON and any(names >= own for own in _OWN)


def own_note(name: NoteId, values: Mapping[str, str], files: CardFiles) -> Note | None:
    """The note without tags and sources; None where somebody took out in Anki what makes it one."""
    reading = _Reading(values, files)
    body = reading.body()
    if body is None:
        return None
    return Note(
        id=name,
        body=body,
        title=reading.text("Title"),
        points=reading.texts("Points"),
        explanation=reading.text("Explanation"),
        hint=reading.text("Hint"),
        pitfalls=reading.texts("Pitfalls"),
        aliases=_aliases(values.get("Search", "")),
        references=tuple(text.show() for text in reading.texts("References")),
    )


def _aliases(search: str) -> tuple[str, ...]:
    """The lines below the first, which holds what can be read on the card."""
    lines = (unescape(line).strip() for line in search.split("<br>")[1:])
    return tuple(dict.fromkeys(filter(None, lines)))


class _Reading:
    def __init__(self, values: Mapping[str, str], files: CardFiles) -> None:
        self.values, self.files = values, files

    def body(self) -> Body | None:
        if "Text" in self.values:
            return self._cloze()
        question = self.text("Question")
        if question is None:
            return None
        if "Choices" in self.values:
            choices = tuple(self._choices())
            is_whole = len(choices) > 1 and any(choice.correct for choice in choices)
            return MultipleChoice(question, choices) if is_whole else None
        answer = self.text("Answer") or Text.plain("")
        return OpenQuestion(question, answer, bool(self.values.get("Reversed", "").strip()))

    def _cloze(self) -> Cloze | None:
        lost: list[str] = []
        field = Field(cloze_marks.marked(self.values["Text"], lost), self.files)
        marked = _in_languages(field, field.root)
        gaps = [(code, cloze_marks.unmarked(text)) for code, text in marked.variants]
        variants = tuple((code, text) for code, text in gaps if text is not None)
        return Cloze(Text(variants)) if variants and len(variants) == len(gaps) and not lost else None

    def _choices(self) -> Iterator[Choice]:
        field = Field(self.values.get("Solution", ""), self.files)
        for item in field.root.below("li"):
            parts = [part for part in item.children if not (isinstance(part, Element) and part.css_class() == "mark")]
            why = next((part for part in parts if isinstance(part, Element) and part.css_class() == "why"), None)
            shown = Element("li", children=[part for part in parts if part is not why])
            text = _in_languages(field, shown)
            yield Choice(text, "right" in item.css_class().split(), _in_languages(field, why) if why else None)

    def text(self, name: str) -> Text | None:
        html = self.values.get(name, "")
        if not html.strip():
            return None
        if "lang=" not in html:
            return Text.plain(markdown_of(html, self.files)) or None
        field = Field(html, self.files)
        return _in_languages(field, field.root) or None

    def texts(self, name: str) -> tuple[Text, ...]:
        """The items of a list."""
        field = Field(self.values.get(name, ""), self.files)
        lists = (element for element in field.root.elements() if element.name in ("ul", "ol"))
        made = (_in_languages(field, item) for each in lists for item in each.elements() if item.name == "li")
        return tuple(text for text in made if text)


def _in_languages(field: Field, node: Element) -> Text:
    """Each element that names its language is a variant; without any the whole is the text."""
    named = [child for child in node.elements() if child.attributes.get("lang")]
    if not named:
        return Text.plain(field.markdown(*node.children) if node.children else "")
    variants = {child.attributes["lang"]: field.markdown(*child.children) for child in named if child.children}
    return Text(tuple(variants.items()))
