"""Shandong: a year of three types of studio by clicks, money through the city, matched, spent.

The naming, of the two rolls too, is played by its acts, as other journeys click it. Everything
below is clicked by whoever does it, for every studio; only the books of the unions below after
the first unit and the first city are opened, booked and closed by the acts behind those pages.
"""

import pytest
from playwright.sync_api import Page

from rules.money import capitals, figures
from subsidies.management.bookkeeping import ACCOUNTS
from subsidies.spending.passing import between
from workshops.unions.models import Role

from . import auditing, purse, spenders
from .money_year import MoneyYear, agrees_with_the_rows, how_many, room, shows
from .towns import words_of
from .walking import sees

PLAIN, LARGE = 50_000, 300_000
BANK, GRANTS = "102 银行存款", "506 补助下级支出"
OF_CITY = {
    "收到待转拨的补助": (BANK, "40302 上级补助收入—专项补助"),
    "转拨补助": ("50304 业务支出—专项业务费", BANK),
}


@pytest.fixture
def year(page: Page, demo_city):
    """Labour models by filing; of each roll one, at the full size six craftsmen and two great."""
    filed = how_many()
    rolls = (max(filed // 5, 1), max(filed // 15, 1))
    return MoneyYear(page, "shandong", filed, rolls)


def large(year) -> list:
    """The titles with the large sum: those of the last roll."""
    return [one for one in year.titles if year.fen(one) == LARGE * 100]


def test_a_year_of_money(year):
    budget_and_accounts(year)
    one_batch_for_all_types(year)
    passed_on_whole(year)
    locked_until_matched(year)
    matched_in_time_and_one_late(year)
    spent_within_the_list(year)
    auditing.check_use(year, year.titles[0], "")
    books_of_three_levels(year)
    audited(year)
    every_sum_agrees(year)


def budget_and_accounts(year) -> None:
    purse.allot(year, f"{year.due_fen() // 100}.00", "预〔2026〕1号")
    purse.two_sign_from(year, f"{LARGE}")
    purse.bring_a_chart(year, ACCOUNTS)
    clerk = year.role("finance_clerk")
    purse.open_books(clerk, year.cast.authority, {"拨出补助": (GRANTS, BANK)})
    purse.opening_balance(year, "20000000.00", (BANK, "331 结余"))
    for number, title in enumerate(year.titles, start=1):
        spenders.put_down_account(year, title, f"37001234{number:08}")
    purse.confirm_accounts(year, year.titles)


def one_batch_for_all_types(year) -> None:
    """Only the large sums take two signatures; one list for the bank, one notice of the whole."""
    count, fen = len(year.titles), year.due_fen()
    year.on(4, 7)
    batch = purse.batch_of_what_is_due(year, "2026年创新工作室资助", count)
    purse.sign(year, batch, count, large=len(large(year)))
    page = purse.announce(year, batch)
    rows, total = purse.list_for_the_bank(page)
    assert (len(rows), sum(row[4] for row in rows) * 100, total * 100) == (count, fen, fen)
    notice = words_of(page, "汇总拨付通知（PDF）")
    assert f"人民币{capitals(fen)}（¥{figures(fen)}）" in notice
    year.on(4, 14)
    purse.bank_answers(year, batch, count)


def passed_on_whole(year) -> None:
    """Each city has it a day and passes it on; then the units have it."""
    year.on(4, 20)
    for title in year.titles:
        spenders.pass_on(year, title, year.day(4, 17))
    year.on(4, 22)
    for title in year.titles:
        spenders.receive(year, title)
        sees(year.page, "还不能动用", "配套期限", "2026年5月22日", "第十六条")


def locked_until_matched(year) -> None:
    """What the unit has not matched may not be used."""
    title = year.titles[0]
    page = year.clerk_of(title)
    room(page, "使用", title.studio.title)
    spenders.type_expense(page, 80, "1000.00", 支出用途="设备购置")
    sees(page, "没有登记：这一笔不能由补助列支", "第十六条")


def matched_in_time_and_one_late(year) -> None:
    """As much from the unit within a month; the last a fortnight late, which stays marked."""
    year.on(4, 28)
    for title in year.titles[:-1]:
        page = spenders.match(year, title, f"{year.fen(title) // 100}.00")
        assert "逾期配套" not in page.locator("main").inner_text()
    year.on(6, 5)
    last = year.titles[-1]
    spenders.match(year, last, f"{year.fen(last) // 100}.00")
    sees(year.page, "逾期配套")


def spent_within_the_list(year) -> None:
    """Each buys what the text lists; reception is refused with its article."""
    year.on(6, 15)
    for number, title in enumerate(year.titles, start=1):
        page, yuan = year.clerk_of(title), year.fen(title) / 500 - 1.37 * number
        spenders.spend(page, title, number, f"{yuan:.2f}", 支出用途="设备购置")
    spenders.type_expense(page, 90, "800.00", 支出用途="人员接待", 事项="接待")
    sees(page, "没有登记：这一笔不能由补助列支", "第十四条", "支出用途：人员接待")


def books_of_three_levels(year) -> None:
    """Authority, city and unit: what passed through stands in each of them, closed to November."""
    year.on(12, 2)
    unit = year.titles[0].unit_union
    clerk = year.cast.holder(Role.CLERK, unit)
    spenders.keep_books(year, unit, clerk, {k: spenders.RULES[k] for k in ("收到补助", "支出")})
    city = between(unit)
    clerk = year.cast.holder(Role.FINANCE_CLERK, city)
    spenders.keep_books(year, city, clerk, OF_CITY)
    room(year.page, "账套", city.title, "科目余额表")
    sees(year.page, "借贷平衡", "上级补助收入—专项补助", "业务支出—专项业务费")
    spenders.others_keep_books(year)
    spenders.close_months(year.role("finance_clerk"), year.cast.authority)


def audited(year) -> None:
    """The late match stands among the exceptions; a finding is answered; the file is printed."""
    page = year.role("auditor")
    room(page, "经审", "2026年度", "例外")
    sees(page, "配套逾期到位", year.titles[-1].studio.title)
    finding = auditing.drawn_and_found(year, len(year.titles), 2)
    unit = year.page.locator("main").inner_text()
    title = next(one for one in year.titles if one.unit_union.title in unit)
    auditing.answered_and_closed(year, finding, title)
    file = auditing.audit_file(year)
    assert [one for one in (figures(year.due_fen()), "配套逾期到位") if one not in file] == []


def every_sum_agrees(year) -> None:
    """Budget, audit, figures and balance against the rows counted one by one."""
    sums, fen = agrees_with_the_rows(year), year.due_fen()
    assert (sums["已审批"], sums["基层工会到账"], sums["单位配套"]) == (fen, fen, fen)
    page = year.role("auditor")
    room(page, "预算", "2026年度")
    shows(page, {"已下达的预算": fen, "已审批": fen, "其中已拨付": fen, "还可审批": 0})
    room(page, "经审", "2026年度")
    shows(page, auditing.totals(sums))
    room(page, "统计")
    shows(page, {"合计": sums["支出"]})
    room(page, "账套", year.cast.authority.title, "科目余额表")
    sees(page, "借贷平衡", figures(fen))
