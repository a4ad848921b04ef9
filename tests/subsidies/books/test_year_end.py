"""The end of a year: income and expenditure go to net assets once, and what is told stays true."""

from datetime import date

import pytest
from django.db import IntegrityError

from subsidies.books.actions import close_months
from subsidies.books.chart_rows import keep, read
from subsidies.books.drafts import agree, put_down_reversal, refuse
from subsidies.books.funds import funds
from subsidies.books.models import Kind, Movement
from subsidies.books.posts import keeping_post
from subsidies.books.reports import (
    Span,
    account_over,
    balances,
    counter,
    totals,
)
from subsidies.books.reports import (
    agree as both_sides,
)
from subsidies.books.vouchers import Draft, Source
from subsidies.books.year_acts import put_down_year_end, set_clearing
from subsidies.books.year_end import entries, standing
from tests.make import make_city, make_title, moment
from tests.subsidies.books.keeping import RULES, account, lines, make_book, move
from workshops.records.lifecycle import NotPermitted, NotPossible

pytestmark = pytest.mark.django_db
DECEMBER, JANUARY = date(2026, 12, 1), date(2027, 1, 5)
NOW = {"on": JANUARY, "at": moment(JANUARY)}


@pytest.fixture
def kept():
    """A unit's books with a year's income and expenditure, closed to November."""
    city = make_city()
    city.title = make_title(city)
    rules = RULES | {Kind.RECEIVED: ("102", "40302"), Kind.SPENT: ("50101", "102")}
    city.book = make_book(city.unit, city.clerk, rules=rules)
    city.who = {"by": city.clerk, **NOW}
    city.spend = lambda kind, fen, on, about: move(
        city.unit, kind, fen, title=city.title, by=city.clerk, on=on, about=about
    )
    city.spend(Kind.RECEIVED, 90_000, date(2026, 3, 1), city.unit)
    city.spend(Kind.SPENT, 60_000, date(2026, 12, 20), city.unit)
    close_months(city.book, date(2026, 11, 1), **city.who)
    return city


def ruled(kept):
    """Finance has said where its accounts go."""
    goes = account(kept.book.chart, "331")
    pairs = [(account(kept.book.chart, code), goes) for code in ("40302", "50101")]
    set_clearing(kept.book, pairs, **kept.who)


def cleared(kept):
    """The transfer, put down by the clerk and reviewed by the chair."""
    draft = put_down_year_end(kept.book, 2026, **kept.who)
    return agree(draft, by=kept.chair, **NOW)


def told(book, span, **how) -> dict:
    return {row.account.code: (row.opening, row.closing) for row in balances(book, span, **how)}


YEAR = Span(date(2026, 1, 1), DECEMBER)
NEXT = Span(date(2027, 1, 1), date(2027, 1, 1))


def test_nobody_invents_where_an_account_goes(kept):
    assert {one.target for one in entries(kept.book, 2026)} == {None}
    with pytest.raises(NotPossible, match=r"40302.*50101.*先设置结转规则"):
        put_down_year_end(kept.book, 2026, **kept.who)


def test_a_year_is_cleared_by_one_voucher_two_people_made(kept):
    ruled(kept)
    voucher = cleared(kept)
    want = [("40302", 90_000, 0), ("331", 0, 90_000), ("331", 60_000, 0), ("50101", 0, 60_000)]
    assert lines(voucher) == want
    assert (voucher.source, voucher.on, voucher.number) == (Source.YEAR_END, date(2026, 12, 31), 2)
    assert voucher.reviewed_by == kept.chair
    assert standing(kept.book, 2026) == voucher


def test_next_year_opens_with_net_assets_and_without_income(kept):
    ruled(kept)
    cleared(kept)
    close_months(kept.book, DECEMBER, **kept.who)
    found = told(kept.book, NEXT)
    assert found["331"] == (-30_000, -30_000)
    assert found.keys().isdisjoint({"40302", "50101"})
    assert found["102"] == (30_000, 30_000)
    assert both_sides(totals(balances(kept.book, NEXT)))


def test_the_balance_before_the_transfer_can_still_be_read(kept):
    before = told(kept.book, YEAR)
    ruled(kept)
    cleared(kept)
    assert told(kept.book, YEAR)["50101"] == (0, 0)
    assert told(kept.book, YEAR, before_transfer=True) == before
    assert told(kept.book, NEXT, before_transfer=True)["331"] == (-30_000, -30_000)


def test_money_and_the_fund_book_are_not_touched(kept):
    ruled(kept)
    stood = Movement.objects.filter(union=kept.unit)
    before = [(one.key, one.lines) for one in funds(stood)]
    bank = account_over(kept.book, account(kept.book.chart, "102"), YEAR).closing
    cleared(kept)
    assert [(one.key, one.lines) for one in funds(stood)] == before
    assert account_over(kept.book, account(kept.book.chart, "102"), YEAR).closing == bank


def test_the_ledger_names_the_other_side_of_each_entry(kept):
    ruled(kept)
    cleared(kept)
    chart = kept.book.chart
    spent = list(account_over(kept.book, account(chart, "50101"), YEAR).lines)
    net = list(account_over(kept.book, account(chart, "331"), YEAR).lines)
    assert counter(spent[-1]) == "结余"
    assert [counter(one) for one in net] == ["专项补助", "职工教育费"]


def test_it_waits_for_the_months_before_and_for_the_year_to_end():
    city = make_city()
    book = make_book(city.unit, city.clerk)
    with pytest.raises(NotPossible, match="2026年1月至11月还没有结账"):
        put_down_year_end(book, 2026, by=city.clerk, **NOW)
    on = date(2026, 12, 31)
    with pytest.raises(NotPossible, match="2026年还没有过完，2027年1月1日起"):
        put_down_year_end(book, 2026, by=city.clerk, on=on, at=moment(on))


def test_it_waits_for_what_no_voucher_books():
    city = make_city()
    city.title, some = make_title(city), {Kind.PAID: RULES[Kind.PAID]}
    book = make_book(city.unit, city.clerk, rules=some, opened=DECEMBER)
    move(city.unit, Kind.SPENT, 7, title=city.title, by=city.clerk, on=date(2026, 12, 4))
    with pytest.raises(NotPossible, match="还有1笔2026年12月31日以前的收支没有记账凭证"):
        put_down_year_end(book, 2026, by=city.clerk, **NOW)


def test_the_last_month_stays_open_until_the_year_is_cleared(kept):
    ruled(kept)
    with pytest.raises(NotPossible, match="2026年的收入、支出科目还没有结转"):
        close_months(kept.book, DECEMBER, **kept.who)
    cleared(kept)
    kept.spend(Kind.GIVEN_BACK, 1, date(2026, 12, 30), kept.unit)
    assert len(close_months(kept.book, DECEMBER, **kept.who)) == 1


def test_what_comes_after_the_transfer_asks_for_another(kept):
    ruled(kept)
    voucher = cleared(kept)
    kept.spend(Kind.SPENT, 5_000, date(2026, 12, 30), kept.authority)
    with pytest.raises(NotPossible, match="年终结转以后，收入、支出科目又有发生额"):
        close_months(kept.book, DECEMBER, **kept.who)
    with pytest.raises(NotPossible, match="已经办理年终结转"):
        put_down_year_end(kept.book, 2026, **kept.who)
    reverse(kept, voucher)
    again = cleared(kept)
    assert lines(again)[-1] == ("50101", 0, 65_000)
    close_months(kept.book, DECEMBER, **kept.who)
    assert numbers(kept.book) == list(range(1, len(numbers(kept.book)) + 1))


def reverse(kept, voucher):
    draft = put_down_reversal(voucher, JANUARY, "漏记一笔支出", **kept.who)
    return agree(draft, by=kept.chair, **NOW)


def numbers(book) -> list[int]:
    """The numbers of December."""
    of_month = book.vouchers.filter(month=DECEMBER)
    return list(of_month.order_by("number").values_list("number", flat=True))


def test_it_is_reversed_on_its_own_day_and_never_once_the_month_is_closed(kept):
    ruled(kept)
    red = reverse(kept, cleared(kept))
    assert red.on == date(2026, 12, 31)
    assert told(kept.book, YEAR)["50101"] == (0, 60_000)
    voucher = cleared(kept)
    close_months(kept.book, DECEMBER, **kept.who)
    with pytest.raises(NotPossible, match="12月已经结账，年终结转不能再冲销"):
        put_down_reversal(voucher, JANUARY, "改", **kept.who)


def test_what_moved_while_it_waited_is_not_booked_as_it_was(kept):
    ruled(kept)
    draft = put_down_year_end(kept.book, 2026, **kept.who)
    with pytest.raises(NotPossible, match="年终结转凭证已经在等待审核"):
        put_down_year_end(kept.book, 2026, **kept.who)
    kept.spend(Kind.SPENT, 5_000, date(2026, 12, 30), kept.authority)
    with pytest.raises(NotPossible, match="编制以后余额有变动"):
        agree(draft, by=kept.chair, **NOW)
    refuse(draft, "余额有变动", by=kept.chair, **NOW)
    assert cleared(kept).turn == 1


def test_the_database_holds_one_transfer_a_year_and_one_in_review(kept):
    ruled(kept)
    voucher = cleared(kept)
    same = {"month": voucher.month, "on": voucher.on, "source": Source.YEAR_END, "turn": 1}
    who = {"made_by": kept.clerk, "made_at": NOW["at"], "reviewed_at": NOW["at"]}
    with pytest.raises(IntegrityError):
        kept.book.vouchers.create(**same, **who, reviewed_by=kept.chair, number=9)


def test_only_who_keeps_the_books_clears_them(kept):
    with pytest.raises(NotPermitted):
        put_down_year_end(kept.book, 2026, by=kept.chair, **NOW)
    with pytest.raises(NotPermitted):
        set_clearing(kept.book, [], by=kept.stranger, **NOW)


def test_a_chart_may_say_itself_where_its_accounts_go(kept):
    assert not Draft.objects.exists()
    rows = read(CHART)
    assert rows.is_sound, rows.bad
    own = {"title": "自录科目", "source": "某制度", "valid_from": date(2027, 1, 1)}
    post = keeping_post(kept.unit, kept.clerk, JANUARY)
    chart = keep(rows, own | {"valid_until": None}, post=post, by=kept.clerk, at=NOW["at"])
    assert account(chart, "506").clears_to == account(chart, "331")
    wrong = read(CHART.replace("支出\t否\t331", "支出\t否\t102"))
    assert "应是本表里净资产类科目的编号" in wrong.bad[0].wrong[0]


CHART = "102\t银行存款\t资产\t是\n331\t结余\t净资产\n506\t补助下级支出\t支出\t否\t331"
