"""The year looked at from above, by clicks: use checked by two, fraud, the audit and its file."""

from playwright.sync_api import Page

from workshops.unions.models import Role

from .money_year import YEAR, MoneyYear, room, today
from .purse import SLIP
from .towns import words_of
from .walking import click, fill, follow, go_to, paper, path_of, press, sees

ACCOUNT = "6222000000000001"
FOUND = "核查报告已认定申报成果系冒用他人专利（虚构）"


def check_use(year: MoneyYear, title, label: str) -> None:
    """What it was used for is looked at by the office, the sums and invoices by finance."""
    page = year.role(Role.REVIEW_OFFICE)
    go_to(page, "补助使用")
    whole_grant(page, title, label)
    grant = path_of(page)
    register_check(page)
    year.role(Role.FINANCE_CLERK).goto(grant)
    register_check(page)


def whole_grant(page: Page, title, label: str) -> None:
    """The row of that grant in the list of all that was used."""
    row = page.locator("main tbody tr").filter(has_text=title.studio.title)
    click(page, row.filter(has_text=label).get_by_role("link", name=title.studio.title))


def register_check(page: Page) -> None:
    """The one part that is this person's to check, found in order."""
    part = page.locator("details").filter(has_text="登记核对结果")
    part.locator("summary").click()
    part.get_by_label("是", exact=True).check()
    click(page, part.get_by_role("button", name="登记核对结果"))
    sees(page, "已登记：")


# Fraud


def struck_off_for_fraud(year: MoneyYear, title, label: str, says: str) -> str:
    """The title ends on a finding, and notice is sent of what comes back; the claim's address."""
    page = year.role(Role.SECRETARY)
    go_to(page, "称号", title.studio.title, label, "查实弄虚作假")
    fill(page, {"查实认定": FOUND})
    press(page, label)
    sees(page, f"已办理：{label}")
    year.role(Role.FINANCE_CLERK)
    go_to(page, "工作台", f"发出追回通知：{title.studio.title}")
    fill(page, {"退还期限": year.day(10, 31), "开户银行": "虚构银行营业部", "账号": ACCOUNT})
    press(page, "发出通知")
    sees(page, "已制发通知")
    notice = words_of(page, "打开追回通知（PDF）")
    assert ACCOUNT in notice
    assert says in notice
    assert FOUND in notice
    return path_of(page)


def repaid(year: MoneyYear, title, claim: str, yuan: str, voucher: str) -> Page:
    """The unit hands in the slip of the bank for a part of it, and finance enters it by that."""
    page = year.clerk_of(title)
    page.goto(claim)
    sees(page, ACCOUNT)
    follow(page, "上传退还回单")
    fill(page, {"回单金额": yuan, "付款日期": today(page)})
    page.locator("input[type=file]").set_input_files(paper("回单.png"))
    press(page, "上传")
    sees(page, "单位已上报，待财务确认")
    year.role(Role.FINANCE_CLERK)
    go_to(page, "工作台")
    sees(page, "单位报称已退")
    page.goto(claim)
    follow(page, "按这份登记")
    fill(page, {SLIP: voucher})
    press(page, "登记退还")
    sees(page, "已登记退还。", voucher)
    return page


# Audit


def drawn_and_found(year: MoneyYear, size: int, number: int) -> str:
    """The auditor draws among the expenses and writes a finding on one; the finding's address."""
    page = year.role(Role.AUDITOR)
    room(page, "经审", f"{YEAR}年度", "抽查")
    asked = {"抽查范围": f"补助支出（{size}笔）", "抽取数量": f"{number}"}
    fill(page, asked | {"抽签种子": "20261202-示例"})
    press(page, "抽签")
    sees(page, "现在再算一遍，结果相同", f"从{size}笔中抽取{number}笔")
    click(page, page.locator("main tbody tr").first.get_by_role("link", name="提出问题"))
    given = {"问题": "没有固定资产入账记录，请说明。", "依据条款": "财务制度第十二条（示例）"}
    for label, words in given.items():
        page.get_by_role("textbox", name=label).fill(words)
    fill(page, {"回复期限": year.day(12, 20)})
    press(page, "提出")
    sees(page, "已提出")
    return path_of(page)


def answered_and_closed(year: MoneyYear, finding: str, title) -> None:
    """The unit replies with a paper, told on its desk; the auditor accepts."""
    page = year.clerk_of(title)
    go_to(page, "工作台")
    click(page, page.locator(f"main a[href='{finding}']"))
    page.get_by_role("textbox", name="整改情况").fill("已补登固定资产，附登记卡。")
    page.get_by_label("照片或文件").set_input_files(paper("登记卡.png"))
    press(page, "提交")
    year.role(Role.AUDITOR).goto(finding)
    fill(
        page.locator("section[aria-labelledby=next]"),
        {"处理": "整改到位", "意见": "已核对登记卡。"},
    )
    press(page, "提交")
    sees(page, "整改到位")


def audit_file(year: MoneyYear) -> str:
    """The words of the file that goes to the shelf."""
    page = year.role(Role.AUDITOR)
    room(page, "经审", f"{YEAR}年度")
    return words_of(page, "经审档案（PDF）")


def totals(sums: dict[str, int]) -> dict[str, int]:
    """What the page of the year says of each sum, by its own words."""
    words = {
        "已下达的预算": "下达的预算",
        "已审批": "已审批",
        "已拨付": "已拨付（收支）",
        "单位工会已到账": "基层工会到账",
        "已配套": "单位配套",
        "已支出": "支出",
        "单位工会已退还": "退回（基层工会）",
        "已收回": "收回（命名机关）",
        "尚未使用": "基层工会结存",
    }
    return {label: sums[name] for label, name in words.items()}
