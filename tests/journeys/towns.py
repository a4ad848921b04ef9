"""The steps that every town's path has, each by the label its own text gives it."""

from io import BytesIO

from playwright.sync_api import Page
from pypdf import PdfReader

from . import walking
from .walking import click, fill, follow, go_to, lacks, press, sees, upload

FOREIGN = ("南昌", "昌明", "党组会", "经济技术部", "叁拾万元")  # words of another town's text


def enter(page: Page, person: str) -> None:
    """Come in as one of the demo's people; each town's stand folded under its name."""
    walking.leave(page)
    folded = page.locator("details.people-place:not([open]) > summary")
    while folded.count():
        folded.first.click()
    click(page, page.get_by_role("button", name=person))
    sees(page, person)


def open_the_call(page: Page, year: str, label: str, **reasons: str) -> None:
    """Open the year's call by the label of the text."""
    go_to(page, "申报批次", year, label)
    fill(page, reasons)
    press(page, label)
    sees(page, f"已办理：{label}")


def begin(page: Page, year: str, studio: str) -> None:
    """Begin a file with a studio the unit has."""
    go_to(page, "申报批次", year, "申报")
    fill(page, {"用哪个工作室申报": studio})
    press(page, "建立草稿")
    sees(page, studio, "草稿")


def look_through(page: Page, file: str, *words: str, never: tuple[str, ...] = ()) -> None:
    """Every section of the filing: what this text asks stands there, what it does not is absent."""
    page.goto(file)
    links = page.locator("main .body a[href*='/edit/']").all()
    addresses = dict.fromkeys(link.get_attribute("href") for link in links)
    seen = ""
    for address in addresses:
        page.goto(address)
        seen += page.locator("main").inner_text()
    assert [word for word in words if word not in seen] == []
    assert [word for word in (*never, *FOREIGN) if word in seen] == []


def hand_in(page: Page, file: str, *slots: str) -> None:
    """One paper for each sort the text asks for."""
    page.goto(f"{file}materials/")
    for number, slot in enumerate(slots):
        upload(page, slot, f"{number}.png")


def take(page: Page, studio: str, label: str, **values: str) -> None:
    """Take one step on the file's own page, every judgement found met."""
    go_to(page, "申报", studio, label)
    judge_and_press(page, label, values)
    sees(page, f"已办理：{label}")
    lacks(page, *FOREIGN)


def judge_and_press(page: Page, label: str, values: dict[str, str]) -> None:
    for judgement in page.locator("select[name^=judge]").all():
        judgement.select_option(label="符合")
    fill(page, values)
    press(page, label)


def resolve(
    page: Page, year: str, label: str, body: str, minutes: str, count: int = 1, **reasons: str
) -> None:
    """The secretary enters what the deciding body resolved."""
    go_to(page, "申报批次", year, label)
    sees(page, body)
    fill(page, {"会议日期": "2026-03-02", "会议纪要编号": minutes, **reasons})
    press(page, "核对并确认")
    sees(page, f"确定 {count} 个")
    press(page, "确认登记")
    sees(page, f"已登记研究结果，确定{count}个")


def post_the_list(page: Page, year: str, label: str, office: str) -> None:
    """The office posts the list, and the days go by."""
    go_to(page, "申报批次", year, label)
    fill(page, {"异议受理方式": f"{office}，电话：010-86000000"})
    press(page, "张贴公示")
    sees(page, "现予公示")
    lacks(page, *FOREIGN)
    page.go_back()
    with page.expect_navigation():
        page.get_by_role("button", name="到下一件到期的事").click()


def name(page: Page, year: str, label: str, count: int = 1, **values: str) -> None:
    """Name the studio in one decision."""
    go_to(page, "申报批次", year, label)
    sees(page, "可以命名")
    lacks(page, *FOREIGN)
    fill(page, values)
    press(page, "命名并制发决定")
    sees(page, f"已命名{count}个工作室")


def first_money(page: Page, people: tuple[str, str, str], studio: str, unit: str, label: str):
    """Account, preparation, another's approval, payment; the words of the notice."""
    clerk, finance, approver = people
    enter(page, clerk)
    go_to(page, "称号", studio, "登记收款账户")
    fill(page, {"户名": unit, "开户银行": "演示银行", "账号": "3300123400005678"})
    press(page, "登记收款账户")
    enter(page, approver)
    follow(page, "收款账户：", "核对并确认")
    press(page, "确认这个账户")
    enter(page, finance)
    go_to(page, "称号", studio, f"编制拨付：{label}")
    press(page, "编制拨付")
    sees(page, "已编制")
    enter(page, approver)
    go_to(page, "资金", studio, "审批拨付")
    press(page, "审批拨付")
    sees(page, "已办理：审批拨付")
    notice = words_of(page, "打开拨付通知书")
    enter(page, finance)
    go_to(page, "资金", studio, "登记已拨付")
    fill(page, {"记账凭证号": "记-018", "拨付日期": day_of(page)})
    press(page, "登记已拨付")
    sees(page, "已办理：登记已拨付")
    return notice


def day_of(page: Page) -> str:
    """The demo's day, as its banner says it."""
    return page.locator("input[name=on]").first.get_attribute("value")


def words_of(page: Page, link: str) -> str:
    """The words of the paper a link leads to, without the breaks of its lines."""
    address = page.get_by_role("link", name=link).first.get_attribute("href")
    pages = PdfReader(BytesIO(page.request.get(address).body())).pages
    return "".join("".join(one.extract_text() for one in pages).split())


def says(paper: str, *words: str) -> None:
    """The paper carries its own words, and none of another town's."""
    assert [word for word in words if word not in paper] == []
    assert [word for word in FOREIGN if word in paper] == []


__all__ = ["enter", "follow", "go_to", "sees"]
