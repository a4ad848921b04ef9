"""What a unit's people do with the money by clicks: account, receipt, match, expenses, books."""

from playwright.sync_api import Page

from subsidies.books.actions import post_waiting
from subsidies.books.models import Movement
from subsidies.management.bookkeeping import OF_BETWEEN, OF_UNIT, closed, keeper, opened
from subsidies.spending.passing import between
from workshops.unions.models import Kind, Role, TradeUnion

from .money_year import MoneyYear, can, room, today
from .purse import open_books
from .walking import click, fill, follow, go_to, paper, path_of, press, sees

RULES = {
    "收到补助": ("102 银行存款", "231 代管经费"),
    "支出": ("231 代管经费", "102 银行存款"),
    "退回补助": ("231 代管经费", "102 银行存款"),
}


def put_down_account(year: MoneyYear, title, number: str) -> Page:
    """The clerk, told on the desk, puts down where the money is to go."""
    page = year.clerk_of(title)
    go_to(page, "工作台", f"登记收款账户：{title.unit_union.title}")
    of_union = {"户名": title.unit_union.title, "开户银行": "演示银行营业部"}
    fill(page, of_union | {"账号": number})
    press(page, "登记收款账户")
    sees(page, "已登记，等待另一人确认")
    return page


def change_account(year: MoneyYear, title, number: str) -> None:
    """The clerk, told that the bank sent the money back, puts down another; it waits its days."""
    page = year.clerk_of(title)
    go_to(page, "工作台", title.studio.title, "核对或更换收款账户")
    of_union = {"户名": title.unit_union.title, "开户银行": "演示银行澄岚支行"}
    fill(page, of_union | {"账号": number})
    press(page, "更换收款账户")
    sees(page, "收款账户正在变更")


def pass_on(year: MoneyYear, title, came: str) -> None:
    """The union between, told on the desk, had it since `came` and passes it on whole today."""
    union = between(title.unit_union)
    page = year.by(year.cast.holder(Role.FINANCE_CLERK, union))
    room(page, "拨付")
    go_to(page, "工作台", title.studio.title)
    of_text = "上级补助收入—专项补助" if union.kind == Kind.CITY else "办法没有写明"
    sees(page, "全额转拨到", title.unit_union.title, of_text, "第十七条")
    fill(page, {"收到日期": came, "转拨日期": today(page)})
    press(page, "登记转拨")
    sees(page, "已登记转拨，记入本会的收支。")


def match(year: MoneyYear, title, yuan: str) -> Page:
    """The unit puts as much beside it, with the paper that shows it."""
    page = year.clerk_of(title)
    room(page, "使用", title.studio.title, "到账和配套")
    fill(page, {"配套金额": yuan, "配套日期": today(page)})
    page.get_by_label("配套到位的证明").set_input_files(paper("到位证明.png"))
    press(page, "登记配套")
    sees(page, "已登记。", "可以动用")
    return page


def receive(year: MoneyYear, title) -> str:
    """The clerk, told on the desk, enters that the money came today; the page of its use."""
    page = year.clerk_of(title)
    go_to(page, "工作台", f"登记到账：{title.studio.title}")
    fill(page, {"到账日期": today(page)})
    press(page, "登记到账")
    sees(page, "到账")
    return path_of(page)


def spend(page: Page, title, number: int, yuan: str, **other: str) -> None:
    """One expense with its invoice, typed on the page of the grant's use."""
    room(page, "使用", title.studio.title)
    type_expense(page, number, yuan, **other)
    sees(page, "已登记支出。", other.get("事项", "示波器"))


def type_expense(page: Page, number: int, yuan: str, **other: str) -> None:
    """The form as filled in and sent; what comes of it is the caller's to look at."""
    given = {
        "支出日期": today(page),
        "支出用途": "写明用途（在下面一栏填写）",
        "写明用途": "设备购置",
    }
    given |= {"事项": "示波器", "金额": yuan, "收款方": "演示仪器有限公司"}
    given |= {"发票、票据号码": f"2600{number:08}"}
    if "支出用途" in other:
        given.pop("写明用途")
    form = page.locator("section[aria-labelledby=new]")
    fill(form, given | other)
    form.get_by_label("照片或文件").set_input_files(paper("发票.png"))
    press(page, "登记支出")


def strike(page: Page, what: str) -> None:
    """An expense entered wrongly is struck out with the reason."""
    follow(page, what)
    can(page, "冲销支出")
    fill(page, {"理由": "金额录错，按发票重新登记"})
    press(page, "冲销支出")
    sees(page, "已办理：冲销支出")


# Books of the units


def keep_books(year: MoneyYear, union, keeper, rules: dict) -> None:
    """A union below opens its books by clicks, books all that waited, and closes to November."""
    page = year.by(keeper)
    open_books(page, union, rules)
    room(page, "账套", union.title, "待记账")
    together = page.get_by_role("button", name="笔一起记")
    click(page, together.or_(page.get_by_role("button", name="记所选的")).last)
    sees(page, "已记账")
    close_months(page, union)


def close_months(page: Page, union) -> None:
    """Every month up to November, in one go."""
    room(page, "账套", union.title, "月结")
    fill(page, {"结账到": "2026年11月", "已经看过待记账的收支": True})
    press(page, "结账")
    sees(page, "已结账到2026年11月")


def others_keep_books(year: MoneyYear) -> None:
    """Whoever moved money and has no books yet does the same by the acts behind those pages."""
    cast, chart, books = year.cast, year.cast.authority.books.get().chart, []
    moved = Movement.objects.filter(title__authority=cast.authority).values("union")
    for union in TradeUnion.objects.filter(pk__in=moved, books=None).order_by("pk"):
        rules = OF_UNIT if union.kind == Kind.UNIT else OF_BETWEEN
        book = opened(union, keeper(cast, union), rules, chart, cast.when(12, 1))
        _, left = post_waiting(book, None, by=keeper(cast, union), **cast.when(12, 2))
        assert not left, left
        books.append(book)
    closed(cast, books)
