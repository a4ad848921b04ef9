"""A studio typed in by hand walks from an empty form to its printed notice, role by role."""

from playwright.sync_api import Page

from workshops.applications.calls import Adoption

from . import filing
from .filing import STUDIO
from .walking import answer_to, enter, fill, follow, go_to, press, sees

def test_a_studio_typed_in_by_hand_reaches_its_printed_notice(page: Page, demo_city):
    Adoption.objects.all().delete()  # as where nobody has typed in the day of effect yet
    the_office_opens_the_call(page)
    file = the_clerk_files(page)


def the_office_opens_the_call(page: Page) -> None:
    enter(page, "苏文澜")
    go_to(page, "申报批次", "2026")
    sees(page, "文本未写施行日期", "附则")
    follow(page, "录入办法施行日期")
    fill(page, {"施行日期": "2025-01-01"})
    press(page, "录入")
    go_to(page, "申报批次", "2026", "开放申报批次")
    press(page, "开放申报批次")
    sees(page, "没有办理成功", "附件", "入围标准须由市总工会录入", "合格标准须由市总工会录入")
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
