"""A batch of which the bank sent something back says so, and its notice keeps its first total."""

import pytest

from subsidies.models import Payment
from tests.make import NAMED_ON, make_city
from workshops.records.actions import advance
from workshops.records.models import Paper

from .making import AT, batch_of, made, paid, titles_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_named_day", "undrawn")]
BACK = {"returned_on": NAMED_ON, "reason": "户名不符"}


@pytest.fixture
def undrawn(undrawn, monkeypatch):
    monkeypatch.setattr("subsidies.batches.summary.draw_after_commit", lambda paper: None)


def bounced(city, batch, place=2):
    one = Payment.objects.get(batch_row__batch=batch, batch_row__place=place)
    advance(one, "bounce", by=city.finance_clerk, given=BACK, **AT)
    return one


def read(go, city, batch, query=""):
    return go(city.finance_clerk, "batch", batch.pk, query=query).content.decode()


def test_all_paid_and_nothing_sent_back_is_done(go):
    city, batch = made(2)
    paid(city, batch)

    assert "已办完</span>" in read(go, city, batch)
    assert "show=fallen" not in read(go, city, batch)


def test_what_the_bank_sent_back_stands_in_the_state_and_is_one_click_away(go):
    city, batch = made(3)
    paid(city, batch)
    one = bounced(city, batch)

    listed, page = go(city.finance_clerk, "batches").content.decode(), read(go, city, batch)
    fallen = go(city.finance_clerk, "batch", batch.pk, query="?show=fallen")

    assert all("已办完，1笔被退回</span>" in said for said in (listed, page))
    assert '<a href="?show=fallen#rows">' in page
    assert [row["payment"] for row in fallen.context["rows"]] == [one]
    assert "户名不符" in fallen.content.decode()


def test_all_sent_back_is_not_done(go):
    city, batch = made(1)
    paid(city, batch)
    bounced(city, batch, 1)

    assert "没有可办的，1笔被退回</span>" in read(go, city, batch)


def test_the_notice_keeps_its_total_and_the_page_says_what_came_back_since(go):
    city, batch = made(3)
    paid(city, batch)
    advance(batch, "announce", by=city.finance_clerk, **AT)
    before = read(go, city, batch)
    bounced(city, batch)

    after = read(go, city, batch)

    said = "通知写的是3笔、合计900,000.00元，制发以后不改变；其后退回、退汇1笔、300,000.00元"
    assert (said in before, said in after) == (False, True)
    says = Paper.objects.get(kind="batch_summary").decision.particulars["batch_summary"]
    assert says["figures"] == "900,000.00"


def test_another_notice_counts_only_what_stands(go):
    city = make_city()
    batch = batch_of(city, titles_of(city, 2))
    paid(city, batch)
    advance(batch, "announce", by=city.finance_clerk, **AT)
    bounced(city, batch)
    advance(batch, "announce_again", by=city.finance_clerk, given={"reason": "退汇"}, **AT)

    page = read(go, city, batch)

    assert "制发以后不改变；其后" not in page
