"""The two consoles: data on standard output, talk on standard error."""

import sys
from typing import IO

from rich.console import Console
from rich.theme import Theme

from studycli.ui.encoding import lenient
from studycli.ui.styles import MARKDOWN_STYLES

_THEME = Theme(MARKDOWN_STYLES)


def stdout_console() -> Console:
    return _console(sys.stdout)


def plain_console() -> Console:
    """Standard output without colour, bold or any other sequence."""
    return Console(file=sys.stdout, theme=_THEME, highlight=False, markup=False, emoji=False, color_system=None)


def _console(file: IO[str]) -> Console:
    """Rich colours where it is a terminal, and heeds NO_COLOR, FORCE_COLOR and TERM=dumb."""
    lenient(file)
    return Console(file=file, theme=_THEME, highlight=False, markup=False, emoji=False)
