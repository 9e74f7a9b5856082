"""The garbage collector rests while much is built, and works again however that ends."""

import gc

import pytest

from coach.collector import collector_off, collector_on


def test_it_is_on_again_after_a_failure() -> None:
    with pytest.raises(ValueError), collector_off():
        assert not gc.isenabled()
        raise ValueError
    assert gc.isenabled()


def test_it_can_be_on_again_before_the_end() -> None:
    with collector_off():
        collector_on()
        assert gc.isenabled()
    assert gc.isenabled()
