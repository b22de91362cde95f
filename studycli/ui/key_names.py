"""Names of what a POSIX terminal sends for a key: control characters and escape sequences."""

import re

from studycli.ui.paste import is_open, pasted_key

UNKNOWN = "unknown"

_CHARACTERS = {
    " ": "space",
    "\r": "enter",
    "\n": "enter",
    "\t": "tab",
    "\x7f": "backspace",
    "\b": "backspace",
    "\x1b": "escape",
}
_FINAL = {
    "A": "up",
    "B": "down",
    "C": "right",
    "D": "left",
    "H": "home",
    "F": "end",
    "P": "f1",
    "Q": "f2",
    "R": "f3",
    "S": "f4",
    "M": "enter",
    "Z": "shift-tab",
}
_NUMBERED = {1: "home", 2: "insert", 3: "delete", 4: "end", 5: "pageup", 6: "pagedown", 7: "home", 8: "end"}
_NUMBERED |= {code: f"f{n}" for n, code in enumerate((11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24), start=1)}

# CSI sequences, the function keys of the Linux console, SS3 sequences, and Alt with a character.
# Esc before a control character is Esc by itself, so that Ctrl-C is never part of something else.
_SEQUENCE = re.compile(
    r"\x1b(?:\[(?P<linux>\[[A-E])|\[(?P<csi>[0-?]*[ -/]*[@-~])|O(?P<ss3>[ -~])|(?P<alt>[^\x00-\x1f\x7f\[O]))"
)
_UNFINISHED = re.compile(r"\x1b(?:\[\[?[0-?]*[ -/]*|O)?")


def next_key(typed: str) -> tuple[str, str] | None:
    """The name of the first key and what was typed after it, or None while more characters may belong to it."""
    if not typed or _UNFINISHED.fullmatch(typed) or is_open(typed):
        return None
    if pasted := pasted_key(typed):
        return pasted
    if typed[0] != "\x1b":
        return character_name(typed[0]), typed[1:]
    sequence = _SEQUENCE.match(typed)
    if sequence is None:
        return "escape", typed[1:]
    return _sequence_name(sequence), typed[sequence.end() :]


def character_name(character: str) -> str:
    if name := _CHARACTERS.get(character):
        return name
    if character < " ":
        return f"ctrl-{chr(ord(character) + 64).lower()}"
    return character


def _sequence_name(sequence: re.Match[str]) -> str:
    if alt := sequence["alt"]:
        return f"alt-{character_name(alt)}"
    if linux := sequence["linux"]:
        return f"f{'ABCDE'.index(linux[1]) + 1}"
    body = sequence["ss3"] or sequence["csi"]
    if body[-1] == "~" and body[:-1].isdigit():
        return _NUMBERED.get(int(body[:-1]), UNKNOWN)
    return _FINAL.get(body, UNKNOWN)
