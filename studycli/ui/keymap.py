"""The keys of a session in one table, from which the hint line and the help screen are made."""

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from studycli.core.messages import N_, _


class When(StrEnum):
    QUESTION = N_("Before the answer")
    CHOICES = N_("Before the answer, while there are choices")
    TYPING = N_("While an answer is typed")
    ANSWER = N_("After the answer")
    POINTS = N_("In the list of points")
    ALWAYS = N_("At any time")


class KeyHelp(NamedTuple):
    """`keys` are names as `Keys.read` gives them, `label` how they are shown, `word` what the hint line says.

    Keys that have no `word` are on the help screen only. What a key does and its word are messages without a mark.
    """

    keys: tuple[str, ...]
    label: str
    does: str
    when: When
    word: str = ""
    stays: bool = False


# In the order of the hint line. Where there is no room, what stands last goes first, but for those that always stay.
KEYS: tuple[KeyHelp, ...] = (
    KeyHelp(
        ("a",), "a b c", "Pick a choice: one is judged at once, where several are right by Enter", When.CHOICES, "pick"
    ),
    KeyHelp(("enter",), "Enter", "Judge what was picked, where several are right", When.CHOICES, "judge"),
    KeyHelp(("B",), "B E F", "The command of a key that is the letter of a choice: B buries", When.CHOICES),
    KeyHelp(("space", "enter"), N_("Space"), "Show the answer; so does Enter", When.QUESTION, "answer"),
    KeyHelp(("h",), "h", "Show the hint", When.QUESTION, "hint"),
    KeyHelp(("enter",), "Enter", "Show the answer beside what was typed, or without it", When.TYPING, "answer"),
    KeyHelp(("escape",), "Esc", "Leave the line for the other keys, and go back to it", When.TYPING, "keys"),
    KeyHelp(("ctrl-e",), "Ctrl-E", "Write in your editor, in as many lines as you like", When.TYPING, "editor"),
    KeyHelp(("ctrl-c",), "Ctrl-C", "End the session", When.TYPING, "quit", stays=True),
    KeyHelp(("1", "2", "3", "4"), "1-4", "Rate the answer: again, hard, good, easy", When.ANSWER),
    KeyHelp(("enter",), "Enter", "Take the rating that is proposed", When.ANSWER),
    KeyHelp(("p",), "p", "Walk through the points of a full answer", When.ANSWER, "points"),
    KeyHelp(("x",), "x", "Show the explanation and the pitfalls", When.ANSWER, "explanation"),
    KeyHelp(("up", "down"), "↑ ↓", "Go to another point", When.POINTS, "move"),
    KeyHelp(("space",), N_("Space"), "Tick the point, or take the tick away", When.POINTS, "tick"),
    KeyHelp(("enter", "p"), "Enter", "Done; the share of points proposes a rating", When.POINTS, "done"),
    KeyHelp(("u",), "u", "Take back the last answer", When.ALWAYS, "undo"),
    KeyHelp(("e",), "e", "Edit the note in your editor", When.ALWAYS, "edit"),
    KeyHelp(("b",), "b", "Bury the card: it comes again tomorrow", When.ALWAYS, "bury"),
    KeyHelp(("s",), "s", "Suspend the card: it is not asked any more", When.ALWAYS, "suspend"),
    KeyHelp(("n",), "n", "Note why a card was forgotten; it is shown next time", When.ALWAYS, "note"),
    KeyHelp(("f",), "f", "Flag the card for later, or take the flag away", When.ALWAYS, "flag"),
    KeyHelp(("l",), "l", "Change the language of the cards", When.ALWAYS, "language"),
    KeyHelp(("pageup", "pagedown"), "PgUp PgDn", "Scroll a long card", When.ALWAYS),
    KeyHelp(("?",), "?", "Show the keys", When.ALWAYS, "keys", stays=True),
    KeyHelp(("q", "ctrl-c"), "q", "End the session; so does Ctrl-C", When.ALWAYS, "quit", stays=True),
)


def keys_for(when: When, table: tuple[KeyHelp, ...] = KEYS, letters: Collection[str] = ()) -> tuple[KeyHelp, ...]:
    """Those that work then, in order; while an answer is typed and in the list of points only its own.

    `letters` are those of the choices that can be picked: commands of the same letters are in upper case then.
    """
    also = {When.TYPING: (), When.POINTS: (), When.CHOICES: (When.QUESTION, When.ALWAYS)}.get(when, (When.ALWAYS,))
    return tuple(_beside(key, sorted(letters)) for key in table if key.when in (when, *also))


def _beside(key: KeyHelp, letters: Sequence[str]) -> KeyHelp:
    if key.when is When.CHOICES and key.keys[0] in letters:
        return key._replace(label=f"{letters[0]}-{letters[-1]}")
    return key._replace(label=key.label.upper()) if key.label in letters else key


# Keys that can be changed, by the word of what they do: letters and the like, each of which means one thing only.
ACTIONS = {key.word: key for key in KEYS if key.word and len(key.keys[0]) == 1 and key.when is not When.CHOICES}


def worded(key: KeyHelp) -> KeyHelp:
    """As it is shown, in the language of the interface."""
    # A word of the hint line is a message apart: what a key notes is no note of a deck.
    word = _(f"key|{key.word}").removeprefix("key|") if key.word else ""
    return key._replace(label=_(key.label), does=_(key.does), word=word)


class Keymap(NamedTuple):
    """`table` is for people, `standard` gives the key of `KEYS` that a pressed key stands for ("" for none now)."""

    table: tuple[KeyHelp, ...] = KEYS
    standard: Mapping[str, str] = {}

    def meant(self, key: str, letters: Collection[str] = ()) -> str:
        """The key of `KEYS` for one that was pressed. The letters of choices stand for themselves; a command whose key
        is one of them is pressed, and given, in upper case."""
        if key in letters:
            return key
        pressed = key.lower() if key.lower() in letters else key
        standard = self.standard.get(pressed, pressed)
        return standard.upper() if standard in letters else standard


def keymap(changes: Mapping[str, str]) -> Keymap:
    """`changes` are keys by the word of their action."""
    if not changes:
        return Keymap()
    table = tuple(key._replace(label=changes[key.word]) if key.word in changes else key for key in KEYS)
    freed = {ACTIONS[word].keys[0]: "" for word in changes}
    return Keymap(table, freed | {key: ACTIONS[word].keys[0] for word, key in changes.items()})
