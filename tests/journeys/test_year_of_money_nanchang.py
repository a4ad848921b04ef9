"""Nanchang: a whole year of money by clicks, from the budget to the audit file.

The naming is played by its acts, as other journeys click it. Everything below is clicked by
whoever does it, for every studio; only the books of the units after the first two are opened,
booked and closed by the acts behind the same pages.
"""

import pytest
from playwright.sync_api import Page

from rules.money import capitals, figures
from subsidies.management.bookkeeping import ACCOUNTS

from . import auditing, purse, spenders
from .money_year import MoneyYear, agrees_with_the_rows, how_many, room, shows, taken
from .towns import words_of
from .walking import fill, go_to, lacks, paper, press, sees

FIRST, LABEL, CLAIM = 300_000, "第一笔补助资金", "设备设施补助"
BANK, GRANTS = "102 银行存款", "506 补助下级支出"
RULES = {"拨出补助": (GRANTS, BANK), "收回补助": (BANK, GRANTS)}
END = "撤销命名并摘牌"


@pytest.fixture
def year(page: Page, demo_city):
    return MoneyYear(page, "nanchang", how_many())


def test_a_year_of_money(year):
    budget_and_books(year)
    accounts(year)
    first = the_batch_runs_short_and_is_paid(year)
    papers_say_the_sum(year, first)
    returned_and_paid_again(year)
    received_and_spent(year)
    what_is_forbidden_and_what_was_wrong(year)
    auditing.check_use(year, year.titles[0], LABEL)
    a_claim_of_article_12(year)
    fraud_claimed_back_and_repaid(year)
    books_closed(year)
    audited(year)
    every_sum_agrees(year)


def budget_and_books(year) -> None:
    """The budget is one instalment short at first; two sign from the instalment's sum on."""
    purse.allot(year, f"{FIRST * (len(year.titles) - 1)}.00", "预〔2026〕1号")
    purse.two_sign_from(year, f"{FIRST}")
    purse.bring_a_chart(year, ACCOUNTS)
    clerk = year.role("finance_clerk")
    purse.open_books(clerk, year.cast.authority, RULES)
    purse.opening_balance(year, "20000000.00", (BANK, "331 结余"))


def accounts(year) -> None:
    for number, title in enumerate(year.titles, start=1):
        spenders.put_down_account(year, title, f"36001234{number:08}")
    purse.confirm_accounts(year, year.titles)


def the_batch_runs_short_and_is_paid(year) -> str:
    """What the budget does not cover stays; with more money it is approved too."""
    count = len(year.titles)
    year.on(4, 7)
    batch = purse.batch_of_what_is_due(year, "2026年命名补助", count)
    purse.sign(year, batch, count, done=count - 1)
    sees(year.page, "先追加预算")
    purse.allot(year, f"{FIRST + 20_000}.00", "预〔2026〕2号")
    purse.approve(year, batch, 1)
    return batch


def papers_say_the_sum(year, batch: str) -> None:
    """The bank's list, the notice of the whole and the notices bound, each with its sum."""
    count = len(year.titles)
    page = purse.announce(year, batch)
    rows, total = purse.list_for_the_bank(page)
    assert (len(rows), sum(row[4] for row in rows), total) == (count, FIRST * count, FIRST * count)
    fen = FIRST * count * 100
    notice = words_of(page, "汇总拨付通知（PDF）")
    assert f"人民币{capitals(fen)}（¥{figures(fen)}）" in notice
    assert words_of(page, "拨付通知书合订").count("人民币叁拾万元整（¥300,000.00）") == count
    year.on(4, 14)
    purse.bank_answers(year, batch, count, back=1)
    sees(page, purse.AS_RETURNED)


def returned_and_paid_again(year) -> None:
    """Another account, its days of waiting, and the same sum once more."""
    title = year.titles[0]
    spenders.change_account(year, title, "3600999900000001")
    purse.confirm_accounts(year, [title])
    sees(year.page, "2026年4月17日")
    year.on(4, 17)
    again = purse.batch_of_what_is_due(year, "2026年命名补助（退汇重付）", 1)
    purse.sign(year, again, 1)
    purse.announce(year, again)
    [[*_, number, yuan, _]], _ = purse.list_for_the_bank(year.page)
    assert (number, yuan) == ("3600999900000001", FIRST)
    year.on(4, 20)
    purse.bank_answers(year, again, 1)


def received_and_spent(year) -> None:
    year.on(4, 22)
    for number, title in enumerate(year.titles, start=1):
        spenders.receive(year, title)
        spenders.spend(year.page, title, number, f"{60_000 - 1.37 * number:.2f}")


def what_is_forbidden_and_what_was_wrong(year) -> None:
    """A bonus is refused with its article; a wrong sum is struck out and entered anew."""
    title = year.titles[0]
    page = year.clerk_of(title)
    year.on(7, 15)
    room(page, "使用", title.studio.title)
    spenders.type_expense(page, 90, "8000.00", 支出用途="奖金", 事项="年终奖金")
    sees(page, "没有登记：这一笔不能由补助列支", "第十三条", "支出用途：奖金", "改由其他经费列支")
    spenders.spend(page, title, 91, "50000.00", 事项="高速电主轴")
    spenders.strike(page, "高速电主轴")
    spenders.spend(page, title, 91, "49000.50", 事项="高速电主轴")


def a_claim_of_article_12(year) -> None:
    """Asked for by the unit, settled by the secretary, paid under one signature, received."""
    title = year.titles[0]
    page = year.clerk_of(title)
    go_to(page, "称号", title.studio.title, "申请补助")
    press(page, f"申请{CLAIM}")
    bought = {"设备设施名称": "数控铣床", "发票号": "26999001", "购置日期": year.day(7, 14)}
    fill(page, bought | {"含税金额": "123456.78", "是旧设备": "否"})
    press(page, "保存这一项")
    sees(page, "12,345.68", "第十二条第（一）项")
    page.locator("input[type=file]").set_input_files(paper("发票.png"))
    press(page, "上传材料")
    taken(page, "提出申请")
    year.role("secretary")
    go_to(page, "工作台", title.studio.title)
    taken(page, f"核定{CLAIM}")
    purse.one_payment(year, title, CLAIM, "记-07-001")
    notice = words_of(year.page, "打开拨付通知书")
    assert "人民币壹万贰仟叁佰肆拾伍元陆角捌分（¥12,345.68）" in notice
    spenders.receive(year, title)


def fraud_claimed_back_and_repaid(year) -> None:
    """Struck off, noticed, and repaid in two parts."""
    title = year.titles[1]
    year.on(9, 10)
    claim = auditing.struck_off_for_fraud(year, title, END, "第十五条")
    year.on(10, 9)
    page = auditing.repaid(year, title, claim, "150000.01", "收-10-009")
    lacks(page, "已全部退还")
    year.on(10, 26)
    auditing.repaid(year, title, claim, "149999.99", "收-10-026")
    sees(page, "已全部退还")


def books_closed(year) -> None:
    """The units book what waited, and every month of all books is closed to November."""
    year.role("finance_clerk")
    year.on(12, 2)
    for title in year.titles[:2]:
        clerk = year.cast.holder("clerk", title.unit_union)
        spenders.keep_books(year, title.unit_union, clerk, spenders.RULES)
    spenders.others_keep_books(year)
    spenders.close_months(year.role("finance_clerk"), year.cast.authority)


def audited(year) -> None:
    """A sample that anybody can draw again, a finding, a reply, and the file for the shelf."""
    finding = auditing.drawn_and_found(year, len(year.titles) + 1, 2)
    unit = year.page.locator("main").inner_text()
    title = next(one for one in year.titles if one.unit_union.title in unit)
    auditing.answered_and_closed(year, finding, title)
    paid = FIRST * len(year.titles) * 100 + 1_234_568
    file = auditing.audit_file(year)
    assert [
        word for word in (figures(paid), "登记卡.png", "工追〔2026〕1号") if word not in file
    ] == []


def every_sum_agrees(year) -> None:
    """Budget, figures, audit and balance against the rows counted one by one."""
    sums = agrees_with_the_rows(year)
    assert sums["已审批"] == FIRST * len(year.titles) * 100 + 1_234_568
    page = year.role("auditor")
    room(page, "预算", "2026年度")
    shows(
        page,
        {
            "已下达的预算": sums["下达的预算"],
            "已审批": sums["已审批"],
            "其中已拨付": sums["已审批"],
        },
    )
    room(page, "经审", "2026年度")
    shows(page, auditing.totals(sums))
    room(page, "统计")
    shows(page, {"合计": sums["支出"]})
    room(page, "账套", year.cast.authority.title, "科目余额表")
    sees(page, "借贷平衡", figures(sums["已审批"] - sums["收回（命名机关）"]))
