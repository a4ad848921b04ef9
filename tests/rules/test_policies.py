"""What a text only encourages: which it has, and whose turn it is to begin."""

import pytest

import rules
from rules.base import Seat


def latest(code):
    return rules.regulations()[code].editions[-1]


@pytest.mark.parametrize(
    ("code", "seats"),
    [
        ("china_communications", (Seat.RECOMMENDER, Seat.AUTHORITY)),
        ("shandong", (Seat.RECOMMENDER, Seat.AUTHORITY)),
        ("yangpu", (Seat.AUTHORITY,)),
    ],
)
def test_an_alliance_is_founded_by_those_the_text_names(code, seats):
    assert latest(code).policy("alliance").seats == seats


@pytest.mark.parametrize("code", ["nanchang", "quzhou"])
def test_a_text_without_alliances_offers_none(code):
    assert latest(code).policy("alliance") is None


def test_a_text_that_encourages_nothing_has_no_policy():
    assert latest("quzhou").policies == ()


@pytest.mark.parametrize("code", rules.regulations())
def test_no_step_turns_on_what_is_only_encouraged(code):
    keys = {one.key for one in latest(code).policies}

    assert not keys & {fact for step in latest(code).steps for fact in step.facts}
