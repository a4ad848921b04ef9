"""The first instalment: account, preparation, another's approval, the notice, the payment."""

from io import BytesIO

from playwright.sync_api import Page
from pypdf import PdfReader

from .filing import STUDIO, UNIT
from .walking import answer_to, enter, fill, follow, go_to, path_of, press, sees

ACCOUNT = "3600123400005678"


def put_down_the_account(page: Page) -> None:
    """The clerk puts down the unit union's account, in that union's own name only."""
    go_to(page, "称号", STUDIO, "登记收款账户")
    fill(page, {"户名": f"{UNIT}", "开户银行": "演示银行澄岚支行", "账号": ACCOUNT})
    press(page, "登记收款账户")
    sees(page, f"户名应为“{UNIT}工会”")
    fill(page, {"户名": f"{UNIT}工会"})
    press(page, "登记收款账户")
    sees(page, "已登记，等待另一人确认")


def confirm_the_account(page: Page) -> None:
    """The chair, told on the desk, looks at it and confirms it."""
    follow(page, "收款账户：", "核对并确认")
    sees(page, ACCOUNT)
    press(page, "确认这个账户")
    sees(page, "已确认", "使用中")


def prepare(page: Page) -> str:
    """The finance clerk prepares what is due; the later instalments say why they wait."""
    go_to(page, "称号", STUDIO)
    sees(page, "第二笔补助资金", "第三笔补助资金", "条件未到")
    follow(page, "编制拨付：第一笔补助资金")
    sees(page, "第十一条", "叁拾万元整")
    press(page, "编制拨付")
    sees(page, "已编制，等待另一名财务人员审批")
    return path_of(page)


def appoint_the_preparer_as_approver(page: Page) -> None:
    """One person may hold several posts."""
    go_to(page, "人员")
    fill(page, {"姓名或登录名": "袁知微"})
    press(page, "筛选")
    follow(page, "袁知微", "任职")
    fill(page, {"工会": "昌明市总工会", "岗位": "财务审批", "任职日期": "2026-03-10"})
    press(page, "任职")


def fail_to_approve_what_one_prepared(page: Page, payment: str) -> None:
    """Whoever prepared does not approve, even holding both posts."""
    page.goto(payment)
    sees(page, "这一笔由您编制，审批须由另一名财务审批人办理")
    assert answer_to(page, f"{payment}steps/approve/") == 403


def approve_with_a_double_click(page: Page, payment: str) -> None:
    """However fast one clicks, the money is approved once."""
    go_to(page, "资金", STUDIO, "审批拨付")
    sees(page, "人民币叁拾万元整", ACCOUNT)
    page.locator("main").get_by_role("button", name="审批拨付").dblclick()
    page.wait_for_url(f"**{payment}")
    page.goto(payment)
    assert page.get_by_role("link", name="打开拨付通知书").count() == 1


def notice(page: Page, payment: str) -> bytes:
    """The bytes of the notice, fetched as this person."""
    page.goto(payment)
    address = page.get_by_role("link", name="打开拨付通知书").get_attribute("href")
    answer = page.request.get(address)
    assert answer.headers["content-type"] == "application/pdf"
    return answer.body()


def read(paper: bytes) -> str:
    """The words of a PDF, without the breaks of its lines."""
    pages = PdfReader(BytesIO(paper)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


def enter_as_paid(page: Page, payment: str) -> None:
    """The voucher and the day."""
    page.goto(payment)
    follow(page, "登记已拨付")
    fill(page, {"记账凭证号": "记-2026-03-018", "拨付日期": "2026-03-10"})
    press(page, "登记已拨付")
    sees(page, "已办理：登记已拨付", "已拨付")


def verify_the_history(page: Page) -> None:
    """The auditor asks for every link to be held against the one before."""
    go_to(page, "履历", "现在核对全部")
    sees(page, "核对通过")


def first_instalment(page: Page) -> str:
    """By its three hands, to its approval; the address of the payment."""
    enter(page, "卢星野")
    put_down_the_account(page)
    enter(page, "蒋长河")
    confirm_the_account(page)
    enter(page, "袁知微")
    payment = prepare(page)
    enter(page, "叶一帆")
    appoint_the_preparer_as_approver(page)
    enter(page, "袁知微")
    fail_to_approve_what_one_prepared(page, payment)
    enter(page, "顾承砚")
    approve_with_a_double_click(page, payment)
    return payment
