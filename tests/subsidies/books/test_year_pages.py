"""The pages of a year's end: told what lacks, put down, reviewed, asked for on the desk."""

from datetime import date

import pytest
from django.urls import reverse

from subsidies.books.actions import close_months
from subsidies.books.models import Kind
from tests.make import make_city, make_title, moment
from tests.subsidies.books.keeping import account, make_book, move

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(client):
    """A unit's books, the clerk signed in."""
    city = make_city()
    city.title, city.book = make_title(city), make_book(city.unit, city.clerk)
    client.force_login(city.clerk)
    return city


def test_the_year_is_cleared_by_two_people_before_its_last_month_is_closed(
    client, kept, monkeypatch
):
    clear_to_surplus(kept, monkeypatch)
    pages = {name: reverse(name, args=[kept.book.pk]) for name in ("year_end", "book_months")}
    told = client.get(pages["book_months"]).content.decode()
    assert "2026年的收入、支出科目还没有结转" in told
    assert "2026年12月</option>" not in told
    client.post(reverse("book_clearing", args=[kept.book.pk]), rule(kept))
    client.post(pages["year_end"])
    client.force_login(kept.chair)
    desk = client.get(reverse("desk")).content.decode()
    assert f"{kept.unit.title}：2026年年终结转" in desk
    draft = kept.book.drafts.get()
    told = client.post(reverse("draft", args=[draft.pk]), {"outcome": "agree"}, follow=True)
    assert "2026年12月 记-1" in told.content.decode()


def test_finance_says_where_an_account_goes_before_the_year_is_cleared(client, kept, monkeypatch):
    clear_to_surplus(kept, monkeypatch)
    address = reverse("year_end", args=[kept.book.pk])
    assert "还没有写明年末转入哪个净资产科目" in client.get(address).content.decode()
    told = client.post(reverse("book_clearing", args=[kept.book.pk]), rule(kept), follow=True)
    assert "编制年终结转凭证" in told.content.decode()


def rule(kept) -> dict:
    """What finance sends where the grants go to the surplus."""
    chart = kept.book.chart
    return {f"{account(chart, '506').pk}": account(chart, "331").pk}


def test_the_desk_asks_for_the_transfer_until_it_is_put_down(client, kept, monkeypatch):
    clear_to_surplus(kept, monkeypatch)
    asked = "：办理2026年年终结转"
    assert asked in client.get(reverse("desk")).content.decode()
    client.post(reverse("book_clearing", args=[kept.book.pk]), rule(kept))
    client.post(reverse("year_end", args=[kept.book.pk]))
    assert asked not in client.get(reverse("desk")).content.decode()


def clear_to_surplus(kept, monkeypatch):
    """A year with expenditure is over, and closed to November."""
    from workshops import clock

    later = date(2027, 1, 5)
    move(kept.unit, Kind.PAID, 900, title=kept.title, by=kept.clerk)
    monkeypatch.setattr(clock, "today", lambda: later)
    monkeypatch.setattr(clock, "now", lambda: moment(later))
    kept.who = {"by": kept.clerk, "on": later, "at": moment(later)}
    close_months(kept.book, date(2026, 11, 1), **kept.who)


def test_the_page_of_a_years_end_asks_twelve_questions_at_most(
    client, kept, monkeypatch, django_assert_max_num_queries
):
    clear_to_surplus(kept, monkeypatch)
    client.post(reverse("book_clearing", args=[kept.book.pk]), rule(kept))
    with django_assert_max_num_queries(12):
        told = client.get(reverse("year_end", args=[kept.book.pk])).content.decode()
    assert "编制年终结转凭证" in told
