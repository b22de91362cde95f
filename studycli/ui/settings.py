"""Settings one below the other, where a terminal is too narrow for a table of them."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.text import Text

from studycli.ui.hanging import Hanging
from studycli.ui.styles import BOLD, DIM
from studycli.ui.wrapping import wrapped

# A table that is narrower gives what a setting means too few words a line.
TABLE_COLUMNS = 72


class ShownSetting(NamedTuple):
    """`origin` is "" where nobody set it."""

    name: str
    value: str
    origin: str
    meaning: str


def settings_view(settings: Iterable[ShownSetting]) -> Group:
    return Group(*(line for setting in settings for line in _lines(setting)))


def _lines(setting: ShownSetting) -> Iterator[RenderableType]:
    yield Hanging(f"{setting.name}  ", wrapped(Text(setting.value)), BOLD, further="  ")
    for said in filter(None, (setting.meaning, setting.origin)):
        yield Hanging("  ", wrapped(Text(said, DIM)))
