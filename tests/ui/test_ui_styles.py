"""Colours that can be read on a light ground and on a dark one: the terminal's own, and no ground of ours."""

import pytest
from rich.style import Style

from studycli.ui import styles

NAMED = {name: value for name, value in vars(styles).items() if name.isupper() and isinstance(value, str)}
ALL = NAMED | styles.MARKDOWN_STYLES
# Red, green, blue, magenta and cyan; black, yellow, white and the bright ones are lost on one of the two.
LEGIBLE = {1, 2, 4, 5, 6}


@pytest.mark.parametrize("style", ALL.values(), ids=ALL.keys())
def test_only_what_can_be_read_on_light_and_on_dark(style):
    parsed = Style.parse(style)
    assert parsed.bgcolor is None and not parsed.reverse
    assert parsed.color is None or parsed.color.number in LEGIBLE
