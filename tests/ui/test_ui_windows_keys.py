"""The Windows branch with a console that was typed into before."""

from collections import deque

import pytest

from studycli.ui.windows_keys import WindowsKeys


class Console:
    """Gives UTF-16 units one by one, as the C runtime does."""

    def __init__(self, *units: str) -> None:
        self.units = deque(units)
        self.size = (80, 24)

    def kbhit(self) -> bool:
        return bool(self.units)

    def getwch(self) -> str:
        return self.units.popleft()

    def keys(self) -> WindowsKeys:
        return WindowsKeys(self.kbhit, self.getwch, lambda: self.size)


@pytest.mark.parametrize(
    ("units", "name"),
    [
        ("3", "3"),
        (" ", "space"),
        ("\r", "enter"),
        ("\x08", "backspace"),
        ("\x1b", "escape"),
        ("\x03", "ctrl-c"),
        ("学", "学"),
        ("\xe0H", "up"),
        ("\0;", "f1"),
        ("\xe0S", "delete"),
        ("\xe0\x86", "f12"),
        ("\xe0\x01", "unknown"),
        ("\xe0", "à"),
        ("\ud83d\ude00", "😀"),
    ],
)
def test_names(units: str, name: str) -> None:
    console = Console(*units)
    assert console.keys().read() == name
    assert not console.units


def test_nothing_typed() -> None:
    assert Console().keys().read(timeout=0) is None


def test_another_size_is_a_key_once() -> None:
    console = Console()
    keys = console.keys()
    console.size = (40, 24)
    assert [keys.read(timeout=0), keys.read(timeout=0)] == ["resize", None]


def test_drop_keeps_ctrl_c_only() -> None:
    keys = Console("1", "\x03", "2").keys()
    keys.drop()
    assert [keys.read(timeout=0), keys.read(timeout=0)] == ["ctrl-c", None]


def test_an_interrupt_is_a_key() -> None:
    keys = Console().keys()
    keys.note_interrupt(2, None)
    assert keys.read(timeout=0) == "ctrl-c"
