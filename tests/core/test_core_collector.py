"""The look for circles is put off, and taken up again however the work ends."""

import gc

import pytest

from studycli.core.collector import gc_paused


def test_it_goes_on_afterwards() -> None:
    with gc_paused():
        assert not gc.isenabled()
    with pytest.raises(ValueError, match="x"), gc_paused():
        raise ValueError("x")
    assert gc.isenabled()


def test_what_was_off_stays_off() -> None:
    gc.disable()
    try:
        with gc_paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
