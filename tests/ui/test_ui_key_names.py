import pytest
from hypothesis import given
from hypothesis import strategies as st

from studycli.ui.key_names import next_key


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("a", "a"),
        ("学", "学"),
        (" ", "space"),
        ("\r", "enter"),
        ("\n", "enter"),
        ("\x7f", "backspace"),
        ("\x03", "ctrl-c"),
        ("\x00", "ctrl-@"),
        ("\x1b[A", "up"),
        ("\x1bOA", "up"),
        ("\x1b[H", "home"),
        ("\x1b[1~", "home"),
        ("\x1b[3~", "delete"),
        ("\x1b[6~", "pagedown"),
        ("\x1b[Z", "shift-tab"),
        ("\x1bOP", "f1"),
        ("\x1b[[B", "f2"),
        ("\x1b[15~", "f5"),
        ("\x1b[24~", "f12"),
        ("\x1bx", "alt-x"),
        ("\x1b[1;5A", "unknown"),
        ("\x1b[99~", "unknown"),
    ],
)
def test_names(typed: str, name: str) -> None:
    assert next_key(typed) == (name, "")


@pytest.mark.parametrize("typed", ["", "\x1b", "\x1b[", "\x1b[1", "\x1b[1;", "\x1bO", "\x1b[["])
def test_more_may_come(typed: str) -> None:
    assert next_key(typed) is None


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("12", ["1", "2"]),
        ("\x1b\x1b[A", ["escape", "up"]),
        ("\x1b\x03", ["escape", "ctrl-c"]),
        ("\x1b[\x03", ["escape", "[", "ctrl-c"]),
    ],
)
def test_several_keys(typed: str, names: list[str]) -> None:
    found = []
    while key := next_key(typed):
        name, typed = key
        found.append(name)
    assert (found, typed) == (names, "")


@given(st.text(st.sampled_from("\x1b[O;1~A\x03学 3"), max_size=12))
def test_ctrl_c_is_never_swallowed(typed: str) -> None:
    names, rest = [], typed
    while key := next_key(rest):
        name, rest = key
        names.append(name)
    assert names.count("ctrl-c") == typed.count("\x03")


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("\x1b[200~q\r3\x1b[201~x", ("paste:q\r3", "x")),
        ("\x1b[200~\x1b[201~", ("paste:", "")),
        ("\x1b[200~half", None),
        ("\x1b[200~half\x1b[20", None),
        ("\x1b[201~3", ("unknown", "3")),
    ],
)
def test_a_paste_is_one_key(typed: str, key: tuple[str, str] | None) -> None:
    assert next_key(typed) == key
