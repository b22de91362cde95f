"""Closes the catalogues that tests leave open."""

import pytest
from library_files import OPENED


@pytest.fixture(scope="session", autouse=True)
def _close_catalogues():
    yield
    while OPENED:
        OPENED.pop().close()
