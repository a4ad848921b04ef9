"""The authority's money by clicks: budget, books, accounts confirmed, batches, the bank."""

from io import BytesIO

from openpyxl import Workbook
from playwright.sync_api import Page

from subsidies.management.bookkeeping import CHART
from workshops.unions.models import Role

from .money_year import YEAR, MoneyYear, can, downloaded, room, today
from .walking import fill, follow, go_to, path_of, press, row, sees

RETURNED = "收款账号与户名不符，退回付款账户"
SLIP = "外部凭证号或银行回单号"  # the books number the voucher themselves
AS_RETURNED = "已退汇"


def allot(year: MoneyYear, yuan: str, document: str) -> None:
    """A sum of the year's budget, entered by the approver with its document."""
    page = year.role(Role.FINANCE_APPROVER)
    room(page, "预算", "登记")
    day = today(page)
    fill(page, {"预算年度": f"{YEAR}年度", "金额": yuan, "依据文号": document, "文件日期": day})
    press(page, "登记")
    sees(page, "已登记。", document)


def two_sign_from(year: MoneyYear, yuan: str) -> None:
    """From that sum on two approvers sign; another account waits three days."""
    page = year.role(Role.FINANCE_APPROVER)
    room(page, "预算", "查看和调整")
    day = today(page)
    given = {"两人审批的起点金额": yuan, "变更账户的等待天数": "3", "施行日期": day}
    fill(page, given | {"依据或者理由": "财务管理制度第九条（示例）"})
    press(page, "设定")
    sees(page, "已设定。", "3个自然日")


def bring_a_chart(year: MoneyYear, accounts: str) -> None:
    """The accounts are pasted, read back line by line, and kept."""
    page = year.role(Role.FINANCE_CLERK)
    room(page, "账套", "会计科目表", "录入科目表")
    given = {"科目表名称": CHART["title"], "依据": CHART["source"], "起用日期": f"{YEAR}-01-01"}
    fill(page, given | {"或逐行填写": accounts})
    press(page, "核对")
    sees(page, "都读懂了，还没有保存")
    press(page, "已核对，保存")


def open_books(page: Page, union, rules: dict[str, tuple[str, str]]) -> None:
    """The books of a union from January on, with its rules by the words of the kinds."""
    room(page, "账套", f"为{union.title}建账")
    chart = page.get_by_label("会计科目表")
    ours = chart.locator("option", has_text=CHART["title"]).get_attribute("value")
    chart.select_option(ours)
    fill(page, {"启用月份": f"{YEAR}-01"})
    press(page, "建账")
    sees(page, "已建账")
    fill(page, {"适用起日": f"{YEAR}-01-01"})
    for kind, (debit, credit) in rules.items():
        group = page.get_by_role("group", name=kind, exact=True)
        fill(group, {"借方科目": debit, "贷方科目": credit})
    press(page, "保存规则")


def opening_balance(year: MoneyYear, yuan: str, sides: tuple[str, str]) -> None:
    """What lay at the bank in January: typed by one, reviewed by another."""
    page = year.role(Role.FINANCE_CLERK)
    room(page, "账套", year.cast.authority.title, "待审凭证", "期初余额")
    fill(row(page, "分录"), {"会计科目": sides[0], "借方金额": yuan})
    fill(row(page, "分录", 2), {"会计科目": sides[1], "贷方金额": yuan})
    press(page, "保存，送审")
    sees(page, "等待另一人审核")
    draft = path_of(page)
    year.role(Role.FINANCE_APPROVER).goto(draft)
    page.get_by_label("同意，编号记账").check()
    press(page, "提交审核意见")
    sees(page, "已审核记账")


def confirm_accounts(year: MoneyYear, titles: list) -> None:
    """The approver goes through the accounts that wait on the desk, one after another."""
    page = year.role(Role.FINANCE_APPROVER)
    for title in titles:
        go_to(page, "工作台", f"收款账户：{title.unit_union.title}", "核对并确认")
        sees(page, title.unit_union.title)
        press(page, "确认这个账户")
        sees(page, "已确认")


# Batches


def batch_of_what_is_due(year: MoneyYear, called: str, count: int) -> str:
    """All that is due in one batch, checked and prepared; the address of the batch."""
    page = year.role(Role.FINANCE_CLERK)
    room(page, "批次", "编制批次")
    sees(page, f"到期应付、还没有编制的（{count}笔）")
    fill(page, {"批次名称": called})
    press(page, "把选中的编成批次")
    sees(page, f"{count}笔全部可以编制")
    batch = path_of(page)
    over_all(page, "编制", count)
    return batch


def over_all(page: Page, step: str, count: int, done: int | None = None) -> None:
    """One step over all rows of the batch; the page goes on by itself until it is through."""
    can(page, f"{step}（{count}笔）")
    press(page, step)
    whole = done is None or done == count
    said = f"{count}笔全部办成" if whole else f"{done}笔办成，{count - done}笔没有办成"
    sees(page, f"{step}：{said}")


def sign(year: MoneyYear, batch: str, count: int, done: int | None = None, large=None) -> None:
    """Two approvers one after the other where sums are large; `done` where money runs short."""
    page = year.role(Role.FINANCE_APPROVER)
    page.goto(batch)
    over_all(page, "初次审批", large or count)
    approve(year, batch, count, done)


def approve(year: MoneyYear, batch: str, count: int, done: int | None = None) -> None:
    page = year.by(year.second)
    page.goto(batch)
    over_all(page, "审批", count, done)


def announce(year: MoneyYear, batch: str) -> Page:
    """The notice of the whole batch."""
    page = year.role(Role.FINANCE_CLERK)
    page.goto(batch)
    can(page, "制发汇总通知")
    press(page, "制发汇总通知")
    sees(page, "已办理：制发汇总通知")
    return page


def list_for_the_bank(page: Page) -> tuple[list[list], float]:
    """The rows of the list as the bank opens it, and its total in yuan."""
    sheet = downloaded(page, "付款清单（Excel）").active
    lines = [list(line) for line in sheet.iter_rows(values_only=True)]
    total = next(line for line in lines if "合计" in line)
    return [line for line in lines if str(line[0] or "").isdigit()], float(total[4])


def bank_answers(year: MoneyYear, batch: str, count: int, back: int | None = None) -> None:
    """The bank's sheet filled in and brought back: all paid; the row at `back` was sent back."""
    page = year.role(Role.FINANCE_CLERK)
    page.goto(batch)
    follow(page, "按银行回单逐笔登记")
    day = today(page)
    book = filled_in(downloaded(page, "导出回单表（Excel）"), day, back)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    paper = {"name": "回单.xlsx", "mimeType": kind, "buffer": book}
    page.locator("input[type=file]").set_input_files(paper)
    press(page, "核对回单")
    press(page, "开始登记")
    sees(page, f"登记银行回单：{count}笔全部办成")


def filled_in(book: Workbook, day: str, back: int | None) -> bytes:
    """What the bank types beside each row."""
    sheet = book.active
    for line in sheet.iter_rows(min_row=3):
        place = str(line[0].value or "")
        if place.isdigit():
            paid = place != str(back)
            said = ["已付" if paid else "退回", f"记-{day[5:7]}-{int(place):03}", day]
            for cell, value in zip(
                line[4:], [*said, *([] if paid else [day, RETURNED])], strict=False
            ):
                cell.value = value
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def one_payment(year: MoneyYear, title, label: str, voucher: str) -> str:
    """A single sum under a title: prepared, approved by another, paid; the payment's address."""
    page = year.role(Role.FINANCE_CLERK)
    go_to(page, "称号", title.studio.title, f"编制拨付：{label}")
    press(page, "编制拨付")
    payment = path_of(page)
    year.role(Role.FINANCE_APPROVER).goto(payment)
    follow(page, "审批拨付")
    press(page, "审批拨付")
    year.role(Role.FINANCE_CLERK).goto(payment)
    follow(page, "登记已拨付")
    day = today(page)
    fill(page, {SLIP: voucher, "拨付日期": day})
    press(page, "登记已拨付")
    sees(page, "已办理：登记已拨付")
    return payment
