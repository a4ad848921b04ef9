"""A year's budget that is missing is asked for from December on, until it is entered."""

from datetime import date

import pytest
from django.urls import reverse

from subsidies.budgets.actions import allot
from tests.make import make_city, make_title, moment

pytestmark = pytest.mark.django_db
DECEMBER = date(2026, 12, 1)


def told(client, monkeypatch, day) -> str:
    from workshops import clock

    monkeypatch.setattr(clock, "today", lambda: day)
    monkeypatch.setattr(clock, "now", lambda: moment(day))
    return client.get(reverse("desk")).content.decode()


def test_next_years_budget_is_asked_for_from_december_until_entered(client, monkeypatch):
    city = make_city()
    make_title(city)
    client.force_login(city.finance_approver)
    asked = f"登记{city.authority.title}2027年度预算"
    assert asked not in told(client, monkeypatch, date(2026, 11, 30))
    assert asked in told(client, monkeypatch, DECEMBER)
    assert asked in told(client, monkeypatch, date(2027, 3, 31))
    given = {"amount_fen": 100, "document_number": "演工〔2026〕9号", "decided_on": DECEMBER}
    when = {"by": city.finance_approver, "on": DECEMBER, "at": moment(DECEMBER)}
    allot(city.authority, 2027, given, **when)
    assert asked not in told(client, monkeypatch, DECEMBER)


def test_nobody_is_asked_for_a_budget_where_no_title_stands(client, monkeypatch):
    city = make_city()
    client.force_login(city.finance_approver)
    assert "年度预算没有登记" not in told(client, monkeypatch, DECEMBER)
