"""A few dozen lives through the real acts: state, steps, money and reminders as the model has them.

LIVES_ACTED sets how many there are of each text.
"""

import os
from datetime import date, timedelta

import pytest

from tests.workshops.titles.living import NAMED

from .acted import Acted
from .both import Both
from .histories import History, at_random
from .lives import RECTIFYING, TEXTS

pytestmark = pytest.mark.django_db
EACH = int(os.environ.get("LIVES_ACTED", "5"))
SHOWN = {"result", "check", "recheck", "evidence", "look", "pay", "noise"}  # what titles record
MONTH = timedelta(days=30)


def reminders(life, on: date, recorded: set[tuple[str, int]]) -> set[tuple[str, date, str]]:
    """Of each last day from the naming on that nobody has recorded as kept: ahead, or late."""
    years = range(life.named_on.year, on.year + 2) if life.held else ()
    seen = [max(life.named_on, date(year, 1, 1)) for year in years]
    days = {one for day in seen for one in life.duties(day).items()}
    days = {(key, day) for key, day in days if (key, day.year) not in recorded}
    days |= {("rectification", life.limit)} if life.state == RECTIFYING else set()
    return {(k, d, "late" if d < on else "ahead") for k, d in days if d - on <= MONTH}


class Acts(Both):
    """The model beside the database; at every look the reminders are compared as well."""

    def compared(self, on, facts):
        ours, theirs = reminders(self.life, on, self.book.recorded), self.book.reminders(on)
        more = [f"{on} reminders: model {ours - theirs}, software {theirs - ours}"]
        return super().compared(on, facts) + (more if ours != theirs else [])


def life_of(code: str, number: int) -> History:
    history = at_random(code, f"acted-{code}-{number}", NAMED)
    kept = tuple(one for one in history.happenings if one.what in SHOWN)
    return history._replace(happenings=kept)


@pytest.mark.parametrize("number", range(EACH))
@pytest.mark.parametrize("code", TEXTS)
def test_the_acts_keep_to_the_model(code, number):
    history = life_of(code, number)

    assert Acts(history, Acted).differences(history) == [], str(history)


def test_a_year_after_the_cycle_that_has_its_result_is_late_no_more():
    acted = Acted("nanchang", NAMED)
    for year in (2027, 2028):  # both passed: the last part is earned, the cycle is over
        acted.row("assessment", date(year, 12, 1), True, year)
    late = ("after_cycle", date(2029, 12, 31), "late")

    before = acted.reminders(date(2030, 1, 5))
    acted.row("assessment", date(2030, 1, 6), True, 2029)

    assert late in before
    assert late not in acted.reminders(date(2030, 1, 7))
