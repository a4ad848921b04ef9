"""Duties fall due on the days the worked cases say."""

import pytest

from rules.worked import found_of_duty, written_of_duty

from .cases import edition_of, worked


@pytest.mark.parametrize(("code", "case"), worked("duty"))
def test_a_duty_falls_due_as_written(code, case):
    assert found_of_duty(edition_of(code, case), case) == written_of_duty(case)


def test_every_duty_with_a_day_has_a_case():
    seen = {(code, case["key"]) for code, case in worked("duty")}
    texts = {code: edition_of(code, {}) for code, _ in worked("duty")}
    wanted = {(code, duty.key) for code, text in texts.items() for duty in text.duties if duty.due}

    assert wanted - seen == set()
