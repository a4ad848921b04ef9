"""What comes back in a later year: the year of its approval stays as it was reported."""

import io
from datetime import date

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from subsidies.budgets import pages
from subsidies.budgets.reckoning import left_fen
from tests.make import NAMED_ON, make_city, make_payment, moment
from tests.subsidies.budgets.test_budgets import WAN, allotted, year_of
from workshops.clock import move_to
from workshops.records.actions import advance
from workshops.records.lifecycle import Refused

pytestmark = pytest.mark.django_db
AT = {"on": NAMED_ON, "at": moment(NAMED_ON)}
NEXT = date(2027, 2, 3)
LATER = {"on": NEXT, "at": moment(NEXT)}


def approved(city):
    payment = make_payment(city)
    advance(payment, "approve", by=city.finance_approver, **AT)
    return payment


def paid(city):
    payment = approved(city)
    given = {"voucher_number": "记-1", "paid_on": NAMED_ON}
    advance(payment, "pay", by=city.finance_clerk, given=given, **AT)
    return payment


def bounced(city, day, at=None):
    payment = paid(city)
    given = {"returned_on": day, "reason": "账号有误"}
    advance(payment, "bounce", by=city.finance_clerk, given=given, **(at or LATER))
    return payment


def told(city, year):
    found = year_of(city, year, NEXT)
    return found.approved // WAN, found.paid // WAN, found.returned // WAN


def test_a_bounce_in_a_later_year_leaves_the_earlier_year_and_stands_in_its_own():
    city = make_city()
    allotted(city, 30 * WAN)
    allotted(city, 5 * WAN, year=2027)

    bounced(city, NEXT)

    assert [told(city, year) for year in (2026, 2027)] == [(30, 30, 0), (0, 0, 30)]
    assert [left_fen(city.authority.pk, day) for day in (NAMED_ON, NEXT)] == [0, 35 * WAN]


def test_a_bounce_of_the_same_year_entered_after_new_year_belongs_to_the_old_one():
    city = make_city()
    allotted(city, 30 * WAN)

    bounced(city, date(2026, 12, 30))

    assert told(city, 2026) == (0, 0, 0)
    assert left_fen(city.authority.pk, NAMED_ON) == 30 * WAN


def test_an_approval_withdrawn_in_a_later_year_is_free_there():
    city = make_city()
    allotted(city, 30 * WAN)
    payment = approved(city)

    advance(payment, "reject", by=city.finance_approver, given={"reason": "换账户"}, **LATER)

    assert [told(city, year) for year in (2026, 2027)] == [(30, 0, 0), (0, 0, 30)]


def test_what_came_back_is_approved_anew_once_and_not_twice():
    city = make_city()
    allotted(city, 30 * WAN)
    allotted(city, 1, year=2027)
    title = bounced(city, NEXT).title
    again = make_payment(city, title=title)

    advance(again, "approve", by=city.finance_approver, **LATER)

    assert left_fen(city.authority.pk, NEXT) == 1
    other = make_payment(city, title=title, instalment="2")
    with pytest.raises(Refused, match="预算"):
        advance(other, "approve", by=city.finance_approver, **LATER)


def test_page_and_workbook_show_both_years_and_every_figure_is_its_rows(client, settings):
    settings.DEMO = True
    city = make_city()
    allotted(city, 30 * WAN)
    bounced(city, NEXT)
    move_to(NEXT)
    client.force_login(city.finance_clerk)

    said = client.get(reverse("budget", args=[city.authority.pk, 2027])).content.decode()
    book = client.get(reverse("budget_book", args=[city.authority.pk, 2026])).content

    assert "以前年度退回" in said
    assert "以前年度退回" in load_workbook(io.BytesIO(book)).sheetnames
    for year in (2026, 2027):
        found, entered = pages.sections(city.authority.pk, year, NEXT), []
        made = pages.year_of(city.authority.pk, year, found, entered)
        assert (made.approved // WAN, made.paid // WAN, made.returned // WAN) == told(city, year)
