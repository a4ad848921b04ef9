"""What is late is the same on the desk, in the list of reminders and on the page of the union."""

from datetime import date

import pytest
from django.urls import reverse

from tests.make import make_payment
from tests.people import moment
from workshops.clock import move_to
from workshops.desk.waiting import waiting_for
from workshops.titles import keeping
from workshops.titles.reminders import remind

from .living import done, titled

pytestmark = pytest.mark.django_db

AFTER = date(2028, 1, 5)


def on_desk(person) -> int:
    groups = waiting_for(person, AFTER)
    tasks = [task for group in groups for task in group["tasks"]]
    return sum(task["state_label"].startswith("逾期") for task in tasks)


def listed(client, person) -> int:
    client.force_login(person)
    return len(client.get(reverse("reminders"), {"stage": "late"}).context["reminders"])


def counted(client, person, union) -> int:
    client.force_login(person)
    return client.get(reverse("union", args=[union.pk])).context["late_in_all"]


@pytest.mark.parametrize(
    ("who", "where", "late"),
    [("review_office", "authority", 3), ("screening_officer", "county", 3), ("clerk", "unit", 1)],
)
def test_desk_reminders_and_union_count_the_same(client, who, where, late):
    city, _ = titled("china_communications")
    remind(AFTER)
    move_to(AFTER)
    person, union = getattr(city, who), getattr(city, where)

    found = on_desk(person), listed(client, person), counted(client, person, union)

    assert found == (late, late, late)


@pytest.mark.parametrize(("who", "where"), [("review_office", "unit"), ("clerk", "unit")])
def test_each_sees_on_the_page_of_a_unit_what_concerns_him(client, who, where):
    city, _ = titled("china_communications")
    remind(AFTER)
    move_to(AFTER)
    person = getattr(city, who)

    assert counted(client, person, getattr(city, where)) == on_desk(person)


def test_late_although_no_night_has_run_since_the_last_day(client):
    city, _ = titled("china_communications")
    remind(date(2027, 12, 10))
    move_to(AFTER)

    assert on_desk(city.clerk) == listed(client, city.clerk) == 1
    assert on_desk(city.review_office) == counted(client, city.review_office, city.authority) == 3


def test_a_withdrawn_record_leaves_its_duty_late_at_once(client):
    city, title = titled("china_communications")
    row = done(title, "visit", 2027, city.screening_officer, date(2027, 11, 20))
    remind(AFTER)
    move_to(AFTER)
    before = on_desk(city.review_office), counted(client, city.review_office, city.authority)

    by = {"by": city.screening_officer, "on": AFTER, "at": moment(AFTER)}
    keeping.withdraw(row, why="记错了年度", **by)

    assert before == (2, 2)
    for who, where in ((city.review_office, city.authority), (city.screening_officer, city.county)):
        assert on_desk(who) == listed(client, who) == counted(client, who, where) == 3


def test_a_filing_that_says_nothing_is_refused_and_keeps_what_was_typed(client):
    city, title = titled("nanchang")
    move_to(date(2026, 12, 1))
    client.force_login(city.clerk)
    address = reverse("duty", args=[title.pk, "self_check", 2026])
    typed = {"held_on": "2026-11-20", "understood": "on"}

    refused = client.post(address, typed)

    assert "还没有写情况" in str(refused.context["form"].errors)
    assert refused.context["form"]["held_on"].value() == "2026-11-20"
    assert reverse("title_today", args=[title.pk]) in refused.content.decode()
    assert client.post(address, typed | {"remark": "逐条看过，都达到"}).status_code == 302


def test_what_falls_short_is_refused_until_it_says_where(client):
    city, title = titled("quzhou")
    paid = {"state": "paid", "paid_on": date(2026, 5, 8), "voucher_number": "记-9"}
    make_payment(city, title=title, instalment="base", **paid)
    move_to(date(2028, 10, 20))
    client.force_login(city.review_office)
    address = reverse("duty", args=[title.pk, "fund_check", 2028])
    typed = {"held_on": "2028-10-20", "look-0": "met", "look-1": "met", "look-2": "not_met"}

    refused = client.post(address, typed | {"understood": "on"})

    assert "写明哪里没有达到" in str(refused.context["form"].errors["note-2"])
    said = typed | {"understood": "on", "note-2": "一笔差旅没有事由"}
    assert client.post(address, said).status_code == 302
