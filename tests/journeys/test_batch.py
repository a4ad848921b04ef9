"""Three grants in one batch: from what is due to what the bank paid, and into the books."""

from datetime import date

import pytest
from playwright.sync_api import Page

from subsidies.management.bookkeeping import chart
from tests.make import make_account, moment
from workshops.clock import move_to
from workshops.unions.models import Role

from .named import named, someone
from .towns import day_of, enter, go_to
from .walking import click, fill, follow, path_of, press, put_in, sees

DAY = date(2026, 4, 1)
SUM = "900,000.00"
HANDS = (Role.FINANCE_CLERK, Role.FINANCE_APPROVER, Role.AUDITOR)
FAR = 45_000  # milliseconds: three papers are drawn at the approval


@pytest.fixture
def people(demo_city):
    """Three titles of one unit whose account is known; clerk, approver and auditor of the money."""
    move_to(DAY)
    places = [named("nanchang", studio=f"求索第{word}创新工作室") for word in "一二三"]
    unit, authority = places[0].unit, places[0].authority
    make_account(unit, places[0].clerk)
    hands = [someone(authority, role) for role in HANDS]
    chart(hands[0], authority, {"on": DAY, "at": moment(DAY)})
    return [person.full_name for person in hands]


def test_a_batch_of_three_from_due_to_paid_and_into_the_books(page: Page, people):
    clerk, approver, auditor = people
    page.set_default_timeout(FAR)
    enter(page, clerk)
    batch = make_and_prepare(page)
    enter(page, approver)
    page.goto(batch)
    run_through(page, "审批", "审批：3笔全部办成")
    enter(page, clerk)
    page.goto(batch)
    answer_for_the_bank(page)
    open_books(page)
    book_what_waits(page)
    enter(page, auditor)
    read_the_balance(page)


def make_and_prepare(page: Page) -> str:
    """The finance clerk chooses what is due, and prepares it in one go; the batch's address."""
    go_to(page, "资金")
    follow(page, "批次", "编制批次")
    sees(page, "到期应付、还没有编制的（3笔）")
    fill(page, {"批次名称": "四月命名补助"})
    press(page, "把选中的编成批次")
    batch = path_of(page)
    page.goto(batch)
    run_through(page, "编制", "编制：3笔全部办成")
    sees(page, SUM, "玖拾万元整")
    return batch


def run_through(page: Page, step: str, said: str) -> None:
    """One step over all rows; the page goes on by itself until it is through."""
    click(page, page.locator("section.next").get_by_role("link", name=f"{step}（3笔）"))
    press(page, step)
    sees(page, said)


def answer_for_the_bank(page: Page) -> None:
    """What the bank answered is typed beside the rows."""
    follow(page, "按银行回单逐笔登记")
    for place in (1, 2, 3):
        put_in(page.get_by_label(f"第{place}笔结果"), "已付")
        put_in(page.get_by_label(f"第{place}笔凭证号"), f"记-{place}")
        put_in(page.get_by_label(f"第{place}笔付款日期"), day_of(page))
    press(page, "核对填写的回单")
    press(page, "开始登记")
    sees(page, "登记银行回单：3笔全部办成", "号码记-3")


def open_books(page: Page) -> None:
    """The authority's books, with a rule for the money that leaves."""
    go_to(page, "资金")
    follow(page, "账套")
    click(page, page.locator("section.next").get_by_role("link", name="建账"))
    chosen = page.get_by_label("会计科目表")
    chosen.select_option(chosen.locator("option", has_text="演示会计科目表").get_attribute("value"))
    fill(page, {"启用月份": "2026-01"})
    press(page, "建账")
    sees(page, "已建账")


def book_what_waits(page: Page) -> None:
    """The three payments wait; once there is a rule they are booked together."""
    group = page.get_by_role("group", name="拨出补助")
    fill(group, {"借方科目": "506 补助下级支出", "贷方科目": "102 银行存款"})
    press(page, "保存规则")
    press(page, "全部 3 笔一起记")
    sees(page, "已记账 3 张")


def read_the_balance(page: Page) -> None:
    """The auditor reads in the trial balance what left the bank."""
    go_to(page, "资金")
    follow(page, "账套", "昌明市总工会", "科目余额表")
    sees(page, "借贷平衡", SUM, "506 补助下级支出", "102 银行存款")
