"""A use found not to conform: the unit is told, then whoever looks again, auditors all along."""

from datetime import timedelta

import pytest
from django.urls import reverse

from subsidies.audit.exceptions import exceptions
from subsidies.spending.actions import check_use
from tests.make import moment
from tests.subsidies.spending.granted import grant, spent
from tests.workshops.titles.living import NAMED
from workshops.clock import move_to
from workshops.desk.waiting import waiting_for
from workshops.records.actions import advance

pytestmark = pytest.mark.django_db
LATER = NAMED + timedelta(days=3)
RIGHT, AGAIN = "核对不相符的补助，请整改", "整改以后，请重新核对"


@pytest.fixture
def place():
    """A grant of Nanchang's with an expense that the office found not to conform."""
    city, payment = grant("nanchang")
    spent(city, payment, purpose="年度慰问", what="成员慰问")
    looked(city, payment, met=False, remark="属于津补贴，退出补助")
    move_to(NAMED)
    return city, payment


def looked(city, payment, on=NAMED, *, met=True, remark="已改正"):
    act = {"by": city.review_office, "on": on, "at": moment(on)}
    check_use(payment, "content", met=met, remark=remark, **act)


def struck(city, payment):
    given = {"reason": "改由单位经费列支"}
    act = {"by": city.clerk, "on": LATER, "at": moment(LATER)}
    advance(payment.expenses.get(), "strike_expense", given=given, **act)


def told(person, title, on=NAMED) -> list[dict]:
    groups = {group["title"]: group["tasks"] for group in waiting_for(person, on)}
    return groups.get(title, [])


def sorts(city, year=NAMED.year) -> list[str]:
    return [one.sort for one in exceptions(city.authority, year, LATER)]


def test_the_unit_is_told_what_was_found_until_it_puts_it_right(place):
    city, payment = place

    [line] = told(city.clerk, RIGHT)

    assert "属于津补贴，退出补助" in line["hint"]
    assert line["url"] == reverse("grant", args=[payment.pk]) + "#checks"
    assert told(city.review_office, AGAIN) == []
    struck(city, payment)
    assert told(city.clerk, RIGHT, LATER) == []


def test_whoever_looks_is_told_to_look_again_once_it_was_put_right(place):
    city, payment = place
    struck(city, payment)

    assert [one["state_label"] for one in told(city.review_office, AGAIN, LATER)] == ["待重新核对"]
    assert told(city.finance_clerk, AGAIN, LATER) == []
    looked(city, payment, LATER)
    assert told(city.review_office, AGAIN, LATER) == []


def test_another_expense_of_the_same_sum_in_its_place_is_a_change(client, place):
    city, payment = place
    struck(city, payment)
    spent(city, payment, purpose="年度慰问", what="成员慰问")
    payment.expenses.filter(struck_on=None).update(entered_at=moment(LATER))

    assert told(city.clerk, RIGHT, LATER) == []
    assert len(told(city.review_office, AGAIN, LATER)) == 1
    client.force_login(city.review_office)
    said = client.get(reverse("grant", args=[payment.pk])).content.decode()
    assert "其后又有登记，须重新核对" in said


def test_auditors_find_it_among_the_exceptions_until_it_was_found_right(place):
    city, payment = place

    assert sorts(city) == ["核对不相符"]
    assert sorts(city, NAMED.year + 1) == []
    looked(city, payment, LATER)
    assert sorts(city) == []


def test_the_page_says_to_the_unit_what_to_do(client, place):
    city, payment = place
    client.force_login(city.clerk)

    said = client.get(reverse("grant", args=[payment.pk])).content.decode()

    assert "不相符的支出点开冲销，改由其他经费列支" in said


def test_what_was_found_wrong_again_in_a_later_year_stays_in_the_year_before(place):
    city, payment = place
    again = NAMED.replace(year=NAMED.year + 1)
    looked(city, payment, again, met=False, remark="仍未改正")

    assert [sorts(city), sorts(city, again.year)] == [["核对不相符"], ["核对不相符"]]
    looked(city, payment, again)
    assert [sorts(city), sorts(city, again.year)] == [[], []]
