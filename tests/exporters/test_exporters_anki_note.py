import pytest
from shipped import notes

from studycli.exporters.anki_note import rendered


@pytest.mark.parametrize("note", notes().values(), ids=notes())
def test_a_field_without_elements_has_no_line_ends(note):
    """Anki shows and searches them as blanks; what is on a line of its own says so in HTML."""
    for field in rendered(note):
        assert "<" in field or "\n" not in field, field
