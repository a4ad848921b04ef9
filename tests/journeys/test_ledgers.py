"""A clerk keeps the ledgers of a studio on a phone; the county and audit read them."""

from playwright.sync_api import Page, expect

from workshops.records.models import Attachment
from workshops.studios.ledgers import LedgerEntry

from .walking import ONE_PIXEL, click, enter, follow, go_to, press, sees

STUDIO = "林砚舟精密加工创新工作室"
TOO_WIDE = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
PASTED = "日期\t类别\t事项\n2026-01-06\t培训学习\t数控编程一期\n2026-01-20\t技术攻关\t主轴攻关\n"


def test_a_clerk_keeps_the_ledgers_on_a_phone(page: Page, demo_city):
    page.set_viewport_size({"width": 360, "height": 740})
    enter(page, "江晓棠")
    follow(page, "记台账")
    a_row_is_written_with_a_photograph(page)
    another_of_the_same_kind_and_day_follows(page)
    a_wrong_sum_is_reversed_and_written_again(page)
    old_rows_are_pasted(page)
    the_county_remarks_and_audit_reads_the_sums(page)
    assert LedgerEntry.objects.standing().count() == 5


def a_row_is_written_with_a_photograph(page: Page):
    follow(page, "记一条")
    page.get_by_label("类别").select_option(label="活动开展")
    page.get_by_label("事项").fill("安全攻关座谈会")
    photograph = {"name": "现场.png", "mimeType": "image/png", "buffer": ONE_PIXEL}
    page.get_by_label("拍照").set_input_files(photograph)
    assert not page.evaluate(TOO_WIDE)
    press(page, "保存")
    sees(page, "已记入工作台账：安全攻关座谈会", "现场.png")
    assert Attachment.objects.about(LedgerEntry.objects.get()).count() == 1


def another_of_the_same_kind_and_day_follows(page: Page):
    follow(page, "再记一条")
    expect(page.get_by_label("类别")).to_have_value("activity")
    page.get_by_label("事项").fill("攻关例会")
    press(page, "保存")


def a_wrong_sum_is_reversed_and_written_again(page: Page):
    go_to(page, "台账", "经费台账")
    follow(page, "记一条")
    for sum_ in ("1200", "1,020"):
        page.get_by_label("类别").select_option(label="支出")
        page.get_by_label("事项").fill("购置刀具")
        page.get_by_label("金额").fill(sum_)
        press(page, "保存")
        if sum_ == "1200":
            follow(page, "写错了，冲销")
            page.get_by_label("冲销理由").fill("金额写错，应为1,020元")
            press(page, "冲销")
    go_to(page, "台账")
    sees(page, "1,020.00 元", "-1,020.00 元")


def old_rows_are_pasted(page: Page):
    follow(page, "从 Excel 成批记入")
    page.get_by_label("从表格里复制粘贴").fill(PASTED.replace("01-20", "13-20"))
    press(page, "核对")
    sees(page, "1 行有误，共 2 行", "请写成2026-03-02")
    assert not page.evaluate(TOO_WIDE)
    page.get_by_label("从表格里复制粘贴").fill(PASTED)
    press(page, "重新核对")
    press(page, "已核对，记入 2 行")
    sees(page, "已记入工作台账2条")


def the_county_remarks_and_audit_reads_the_sums(page: Page):
    enter(page, "许念安")
    go_to(page, "台账")
    if page.get_by_role("link", name=STUDIO).count():
        follow(page, STUDIO)
    click(page, page.get_by_role("link", name="工作台账", exact=True))
    follow(page, "填写监督意见")
    page.get_by_label("监督意见").fill("照片不全，请补。")
    press(page, "保存")
    sees(page, "照片不全，请补。")
    enter(page, "秦守正")
    go_to(page, "台账", STUDIO)
    sees(page, "经费台账")
    expect(page.get_by_role("heading", name="工作台账")).to_have_count(0)
