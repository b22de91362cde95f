"""The tests speak English, whatever the locale; those of other languages set their own."""

import gettext
import io
import os
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from source_messages import PACKAGE

from studycli.core import messages

for _name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
    os.environ.pop(_name, None)
os.environ["LANG"] = "C.UTF-8"


@pytest.fixture(scope="session")
def compiled_chinese() -> bytes:
    """The messages as they stand in the source, and not as they were compiled at some installation."""
    whole, compiled = Catalog("zh"), io.BytesIO()
    for part in sorted((PACKAGE / "locale" / "zh").glob("*.po")):
        with part.open("rb") as file:
            for message in read_po(file, locale="zh"):
                whole[message.id] = message
    write_mo(compiled, whole)
    return compiled.getvalue()


@pytest.fixture(scope="session")
def chinese_translations(compiled_chinese: bytes) -> gettext.GNUTranslations:
    return gettext.GNUTranslations(io.BytesIO(compiled_chinese))


@pytest.fixture
def chinese(chinese_translations: gettext.GNUTranslations) -> Iterator[None]:
    """Within the test the program speaks Chinese."""
    messages.use("zh", chinese_translations)
    yield
    messages.use("en", None)
