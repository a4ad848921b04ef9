"""Lists of money with more rows than a page: cut, counted, and still all of them to be reached."""

import pytest
from django.urls import reverse

from subsidies.audit import totals
from subsidies.spending import pages as spending
from tests.bench import ledgers, purse
from workshops.clock import move_to

pytestmark = pytest.mark.django_db
ROWS = 60


@pytest.fixture
def city():
    move_to(purse.DAY)
    return ledgers.written(purse.laid_in(ROWS))


@pytest.fixture
def go(client):
    """The words of a page as a person sees it."""

    def visit(person, name, *args, query=""):
        client.force_login(person)
        return client.get(reverse(name, args=args) + query).content.decode()

    return visit


def test_what_is_claimed_back_is_read_a_page_at_a_time(city, go):
    first = go(city.finance_clerk, "clawbacks")
    last = go(city.finance_clerk, "clawbacks", query="?page=2")

    assert "第 1–50 条，共 60 条" in first
    assert first.count("发出追回通知</a>") == 20
    assert "还有40件没有发通知" in first
    assert last.count("/recovery/") >= 10


def test_a_year_of_audit_shows_its_last_findings_and_says_how_many_there_are(city, go):
    shown = go(city.auditor, "audit_year", city.authority.pk, 2026)

    assert "本年度共60个，这里列出最近的20个" in shown


def test_a_sample_is_read_a_page_at_a_time_in_the_order_of_its_lots(city, go):
    first = go(city.auditor, "audit_sample", city.sample.pk)
    last = go(city.auditor, "audit_sample", city.sample.pk, query="?page=2")

    assert "第 1–50 条，共 60 条" in first
    assert f"payment-{city.sample.drawn[0]}/" in first
    assert f"payment-{city.sample.drawn[-1]}/" in last


def test_what_is_unspent_is_the_same_by_rows_and_by_sums(city, go):
    found = totals.sums([city.authority])
    rows = totals.unspent_rows(city.authority, 2026)

    assert len(rows) > 50
    assert sum(row.fen for row in rows) == totals.unspent(found, city.authority.pk, 2026)
    assert f"共 {len(rows)} 条" in go(
        city.auditor, "audit_rows", city.authority.pk, 2026, "unspent"
    )


def test_each_grant_of_a_page_has_its_own_sums(city, go):
    seen = list(spending.grants(city.finance_clerk, purse.DAY))

    assert len(seen) == ROWS
    assert {one.spent_sum for one in seen} == {0, purse.FEN // 3}
    assert seen[0].title.studio.title in go(city.finance_clerk, "grants")
