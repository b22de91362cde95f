"""What is on the screen for one card: a value that keys turn into the next one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from studycli.core.history import Progress
from studycli.core.messages import _
from studycli.core.model import Card, CardId, Deck
from studycli.core.schedule import Rating
from studycli.ui.keymap import KEYS, KeyHelp, When
from studycli.ui.one_line import Line
from studycli.ui.panels import points_order
from studycli.ui.picking import correct_choices, letters_of

Missed = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """`ticked` are numbers of points from 0, `cursor` a place in the order in which they are gone through.

    `shown_at` is the instant (UTC ms) at which the card was drawn; `choices` the order of the choices and `picked`
    those that were picked, both by the author's numbers; `offset` the first line in view. `promised` is where each
    rating leads, None before the card was revealed. `remark` is what was noted of the card's last lapse,
    `forgotten` the card that was answered with Again just before, `line` what is being typed. `often` counts the
    reviews that missed each point, None before the card was revealed. `undoable` is whether there was a deed before.
    `draft` is an answer that is typed, None where none is; with `drafting` the keys go there.
    """

    deck: Deck
    card: Card
    progress: Progress
    language: str
    shown_at: int
    choices: tuple[int, ...] = ()
    picked: frozenset[int] = frozenset()
    promised: Mapping[Rating, int | None] | None = None
    revealed: bool = False
    hint: bool = False
    explanation: bool = False
    help: bool = False
    walking: bool = False
    walked: bool = False
    ticked: frozenset[int] = frozenset()
    cursor: int = 0
    proposed: Rating | None = None
    offset: int = 0
    message: str = ""
    remark: str = ""
    keys: tuple[KeyHelp, ...] = KEYS
    often: Mapping[str, int] | None = None
    forgotten: CardId | None = None
    undoable: bool = True
    line: Line | None = None
    draft: Line | None = None
    drafting: bool = False

    @property
    def when(self) -> When:
        """Which keys work now."""
        if self.walking:
            return When.POINTS
        if self.revealed:
            return When.ANSWER
        if self.drafting:
            return When.TYPING
        return When.CHOICES if self.choices else When.QUESTION

    @property
    def letters(self) -> tuple[str, ...]:
        """Those by which a choice can be picked now."""
        return letters_of(self.choices) if self.when is When.CHOICES else ()

    @property
    def order(self) -> tuple[int, ...]:
        """The numbers of the points, those missed last time first."""
        return points_order(self.card.note.points, self.progress.missed)

    @property
    def missed(self) -> Missed:
        """The points that were not ticked; none when they were not gone through."""
        if not (self.walking or self.walked):
            return ()
        points = self.card.note.points
        return tuple((number, points[number].show()) for number in range(len(points)) if number not in self.ticked)

    @property
    def lapsed(self) -> CardId | None:
        """The card that a note on a lapse would be of: this one once it is revealed, before that the one before."""
        return self.card.id if self.revealed else self.forgotten

    def note(self) -> "Face":
        """Begin to write why the card was forgotten."""
        if self.lapsed is None:
            return replace(self, message=_("A note on a lapse can be written after the answer."))
        return replace(self, line=Line(_("Why was {card} forgotten?").format(card=self.lapsed)))

    def reveal(self) -> "Face":
        """With the answer; what was typed ticks points and proposes a rating."""
        face = replace(self, revealed=True, drafting=False, offset=0)
        if self.draft is None or not self.draft.text.strip():
            return face
        from studycli.ui.typed_answer import verdict  # not before the first card

        found = verdict(self.card, self.draft.text)
        if found.ticked is not None:
            face = replace(face, ticked=found.ticked, walked=True)
        return replace(face, proposed=found.proposed, message=found.says)

    def leave_draft(self) -> "Face":
        return replace(self, drafting=False, message=_("The keys are commands now; Esc goes back to your answer."))

    def go_on_drafting(self) -> "Face":
        return replace(self, drafting=self.draft is not None)

    def pick(self, letter: str) -> "Face":
        """Where one choice is right it is judged at once; where several are, each is ticked or its tick taken away."""
        number = self.choices[self.letters.index(letter)]
        if len(correct_choices(self.card)) == 1:
            return replace(self, picked=frozenset({number})).judge()
        return replace(self, picked=self.picked ^ {number})

    def judge(self) -> "Face":
        """The answer, and what the choices that were picked propose; with none picked nothing."""
        if not self.picked:
            return self.reveal()
        right = self.picked == correct_choices(self.card)
        return replace(self.reveal(), proposed=Rating.GOOD if right else Rating.AGAIN)

    def scroll(self, lines: int) -> "Face":
        return replace(self, offset=max(0, self.offset + lines))

    def walk(self) -> "Face":
        if not self.card.note.points:
            return replace(self, message=_("This note has no points."))
        return replace(self, walking=True, offset=0)

    def move(self, places: int) -> "Face":
        return replace(self, cursor=min(max(0, self.cursor + places), len(self.card.note.points) - 1))

    def tick(self) -> "Face":
        """Tick the point under the cursor, or take the tick away, and go on to the next."""
        return replace(self, ticked=self.ticked ^ {self.order[self.cursor]}).move(1)

    def finish_walk(self) -> "Face":
        """The share of points that were named proposes a rating."""
        from studycli.core.grade import propose  # its patterns would hold up the first card

        proposed = propose(len(self.ticked), len(self.card.note.points))
        return replace(self, walking=False, walked=True, proposed=proposed)

    def edited(self, deck: Deck, card: Card) -> "Face":
        """The same card after its note was edited; ticks are gone, for the points and choices may be others."""
        bare = replace(self, picked=frozenset(), ticked=frozenset(), cursor=0, proposed=None)
        return replace(bare, deck=deck, card=card, walking=False, walked=False)
