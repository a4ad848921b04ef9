"""Duties fall due on the days the worked cases say."""

import pytest

from .cases import edition_of, facts, worked

KNOWN = ("named_on", "results", "settings")


@pytest.mark.parametrize(("code", "case"), worked("duty"))
def test_a_duty_falls_due_as_written(code, case):
    duty = next(d for d in edition_of(code, case).duties if d.key == case["key"])
    known = facts(on=case["on"], **{n: case[n] for n in KNOWN if n in case})

    assert duty.due(known) == case.get("due")
