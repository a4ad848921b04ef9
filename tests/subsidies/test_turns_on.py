"""What payments turn on: the title, its years and its money; never what its filing says."""

import pytest

import rules
from rules import paying
from tests.make import make_city, make_studio
from workshops.studios.filing import filing_of, known

OF_THE_ROLL = {"roll_year", "roll_number", "supervisor", "roll_studios"}
OF_CHANGES = {"direction", "retires_on"}
OF_THE_TITLE = {"title_type"}  # said by its studio and told with its years

EDITIONS = [(code, one) for code, text in rules.regulations().items() for one in text.editions]
PAYING = ("prepare", "endorse", "approve", "reject", "take_back", "pay", "bounce", "correct")
MONEY = (*PAYING, "spend", "strike_expense", "demand", "extend_demand")


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "edition"), EDITIONS, ids=[code for code, _ in EDITIONS])
def test_no_step_of_money_turns_on_the_filing(code, edition):
    filed = set(known(filing_of(make_studio(make_city().unit)))) | OF_THE_ROLL | OF_CHANGES
    steps = [step for step in paying.procedure(code, edition.key).steps if step.name in MONEY]

    assert {
        step.name: found for step in steps if (found := step.facts & filed - OF_THE_TITLE)
    } == {}
    assert steps
