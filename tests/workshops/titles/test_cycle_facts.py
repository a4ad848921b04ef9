"""A title tells the rules when its last cycle was closed, and the holidays if last days roll."""

from datetime import date

import pytest

from tests.make import make_city
from tests.people import make_union
from workshops.records.models import CalendarDay
from workshops.studios.models import Studio
from workshops.titles.models import Title
from workshops.unions.models import Kind

pytestmark = pytest.mark.django_db
NAMED_ON = date(2026, 1, 20)  # three years on is a Saturday
LATER = date(2028, 6, 1)


def make_yangpu(**fields) -> Title:
    """A title under Yangpu's text."""
    district = make_union("演示区总工会", kind=Kind.AUTHORITY, jurisdiction="yangpu")
    studio = Studio.objects.create(unit_union=make_city().unit, title="焊接工作室")
    plain = {"studio": studio, "authority": district, "edition_key": "undated"}
    return Title.objects.create(**plain, title="焊接", named_on=NAMED_ON, **fields)


@pytest.mark.parametrize(
    ("readings", "due"),
    [({}, date(2029, 1, 20)), ({"period.roll_forward": True}, date(2029, 1, 22))],
)
def test_a_visit_due_on_a_saturday_rolls_only_where_that_was_chosen(readings, due):
    CalendarDay.objects.create(date=date(2029, 1, 1), name="元旦", is_off=True, notice_year=2029)
    title = make_yangpu(settings=readings)

    assert title.edition.duty("visit").due(title.own_facts(LATER)) == due


@pytest.mark.parametrize(("closed_on", "met"), [(None, True), (date(2028, 2, 1), False)])
def test_a_cycle_that_was_closed_is_not_closed_again(closed_on, met):
    title = make_yangpu(settled_on=closed_on)
    checked = {"checked_on": date(2028, 5, 20), "check_passed": True}
    facts = title.facts(LATER, checked)

    found = title.edition.judge("renew", facts).findings
    assert [f.id for f in found if f.blocks and f.id == "YP-12a"] == ([] if met else ["YP-12a"])
