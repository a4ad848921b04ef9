"""A unit shows its studio in public by consent, on a phone, and takes it down again."""

from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.workshops.exchange.places import place

from .test_every_page import TOO_WIDE, enter
from .walking import follow, press, sees


def test_what_a_unit_shows_by_consent_is_gone_when_it_is_withdrawn(
    page: Page, base_url, transactional_db
):
    here = place("nanchang")
    page.set_viewport_size({"width": 360, "height": 740})
    enter(page, here.clerk, base_url)
    page.goto(reverse("title", args=[here.title.pk]))
    follow(page, "交流与展示")
    whom_to_call_is_written_down(page)
    a_text_is_shown_with_the_consent_to_it(page)
    everybody_reads(page, "小改进有大用处")
    page.goto(reverse("studio_exchange", args=[here.studio.pk]))
    follow(page, "撤回同意，停止展示")
    press(page, "撤回同意")
    sees(page, "已撤回，现在不再公开。")
    everybody_reads(page, "现在没有展示")
    expect(page.get_by_text("小改进有大用处")).to_have_count(0)


def whom_to_call_is_written_down(page: Page):
    follow(page, "登记联络人")
    page.get_by_label("联络人姓名").fill("李四")
    page.get_by_label("联系电话").fill("13900000000")
    press(page, "保存")
    sees(page, "联络人已登记。", "李四")


def a_text_is_shown_with_the_consent_to_it(page: Page):
    follow(page, "公开展示")
    page.get_by_label("标题").fill("小改进有大用处")
    page.get_by_label("展示的文字").fill("改进夹具，换型时间明显缩短。")
    page.get_by_label("同意展示的领衔人").fill("张三")
    page.get_by_label("单位同意的签署人").fill("王五")
    page.get_by_label("书面同意已存本单位备查").check()
    assert not page.evaluate(TOO_WIDE)
    press(page, "公开展示")
    sees(page, "已公开展示。同意可以随时撤回。")


def everybody_reads(page: Page, words: str):
    """What the public page says, to somebody who has not come in."""
    kept = page.context.cookies()
    page.context.clear_cookies()
    page.goto(reverse("showcases"))
    sees(page, words)
    page.context.add_cookies(kept)
