"""A studio typed in by hand walks from an empty form to its printed notice, role by role."""

from playwright.sync_api import Page

from subsidies.models import Payment
from workshops.applications.calls import Adoption
from workshops.records.models import Decision

from . import deciding, filing, paying
from .walking import answer_to, enter, fill, follow, go_to, press, sees

NOTICE = (
    "昌明工补〔2026〕1号",
    filing.STUDIO,
    f"{filing.UNIT}工会",
    "人民币叁拾万元整",
    "¥300,000.00",
    "第十一条第（一）项",
    "第十三条",
    paying.ACCOUNT,
    "昌明市总工会（印章）",
)


def test_a_studio_typed_in_by_hand_reaches_its_printed_notice(page: Page, demo_city):
    Adoption.objects.all().delete()  # as where nobody has typed in the day of effect yet
    the_office_opens_the_call(page)
    file = the_clerk_files(page)
    deciding.screening(page, file)
    deciding.review(page)
    deciding.publicity_and_naming(page)
    payment = paying.first_instalment(page)
    the_money_was_approved_once()
    issued = the_notice_says_what_was_decided(page, payment)
    enter(page, "袁知微")
    paying.enter_as_paid(page, payment)
    enter(page, "秦守正")
    paying.verify_the_history(page)
    assert paying.notice(page, payment) == issued
    a_stranger_finds_nothing(page, file, payment)


def the_office_opens_the_call(page: Page) -> None:
    enter(page, "苏文澜")
    go_to(page, "申报批次", "2026")
    sees(page, "文本未写施行日期", "附则")
    follow(page, "录入办法施行日期")
    fill(page, {"施行日期": "2025-01-01"})
    press(page, "录入")
    go_to(page, "申报批次", "2026", "开放申报批次")
    sees(
        page,
        "现在不能办理“开放申报批次”",
        "附件",
        "入围标准须由市总工会录入",
        "合格标准须由市总工会录入",
    )
    go_to(page, "申报批次", "2026", "修改批次")
    fill(page, {"入围标准": "80", "合格标准": "60"})
    press(page, "保存")
    follow(page, "开放申报批次")
    press(page, "开放申报批次")
    sees(page, "已办理：开放申报批次", "正在申报")


def the_clerk_files(page: Page) -> str:
    enter(page, "卢星野")
    file = filing.begin_a_draft(page)
    filing.fill_in_every_section(page)
    filing.hand_in_the_papers(page)
    filing.mend_what_is_not_met(page)
    filing.submit(page, file)
    return file


def the_money_was_approved_once() -> None:
    assert Payment.objects.get().state == "approved"
    assert Decision.objects.filter(step="approve").count() == 1


def the_notice_says_what_was_decided(page: Page, payment: str) -> bytes:
    issued = paying.notice(page, payment)
    text = paying.read(issued)
    assert [words for words in NOTICE if words not in text] == []
    return issued


def a_stranger_finds_nothing(page: Page, file: str, payment: str) -> None:
    paper = page.get_by_role("link", name="打开拨付通知书").get_attribute("href")
    enter(page, "白露")
    addresses = (file, f"{file}check/", payment, f"{payment}steps/pay/", paper)
    assert {answer_to(page, address) for address in addresses} == {404}
