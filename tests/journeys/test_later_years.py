"""A named title years on, under each text: failed, put right or struck off, each by its paper."""

from datetime import date

from playwright.sync_api import Page

from workshops.clock import move_to
from workshops.titles.years import Assessment

from .named import named
from .towns import enter, words_of
from .walking import fill, follow, press, put_in, sees

LIMIT = date(2029, 6, 30)
THINGS = "补齐工作台账\n恢复每月例会"


def found_wanting(page: Page, town, words: str) -> None:
    """The office records the check of that duty: nothing was as it should be."""
    enter(page, town.office.full_name)
    page.goto(f"/titles/{town.title.pk}/duties/")
    follow(page, words)
    for radio in page.locator("input[type=radio][value=not_met]").all():
        radio.check()
    for tick in page.locator("input[name=understood]").all():
        tick.check()
    press(page, "登记")
    sees(page, "写明哪里没有达到")
    fill(page, {"情况说明": "工作台账没有建立，例会停了半年。"})
    press(page, "登记")
    sees(page, "已登记", "未达到要求")


def order(page: Page, town, label: str, **more: str) -> str:
    """The office orders it put right by a day; the words of the order."""
    page.goto(f"/titles/{town.title.pk}/")
    follow(page, label)
    for choice in page.locator("main select").all():
        choice.select_option(index=1)
    fill(page, {"整改期限": LIMIT.isoformat(), "整改事项": THINGS, **more})
    press(page, label)
    sees(page, f"已办理：{label}", "限期整改", "2029年6月30日")
    return words_of(page, "限期整改的通知")


def put_right(page: Page, town) -> None:
    """The unit says of each thing what it did; a thing done is not offered again."""
    enter(page, town.clerk.full_name)
    page.goto(f"/titles/{town.title.pk}/rectification/")
    for _ in THINGS.splitlines():
        follow(page, "填报完成情况")
        fill(page, {"完成情况": "已经办好，附件备查。"})
        press(page, "填报完成")
        sees(page, "已填报完成")
    assert page.get_by_role("link", name="填报完成情况").count() == 0


def checked_again(page: Page, town, met: str) -> None:
    """The office looks again."""
    enter(page, town.office.full_name)
    page.goto(f"/titles/{town.title.pk}/rectification/")
    page.get_by_label(met, exact=True).check()
    put_in(page.get_by_label("复查说明"), "逐项看过。")
    press(page, "登记复查结果")
    sees(page, "复查结果已登记")


def struck_off(page: Page, town, label: str, ground: str) -> str:
    """The secretary strikes it off on that ground; the words of the decision."""
    enter(page, town.secretary.full_name)
    page.goto(f"/titles/{town.title.pk}/")
    follow(page, label, ground)
    press(page, label)
    sees(page, f"已办理：{label}", "已撤销摘牌", "称号终止", "还没有登记收回")
    return words_of(page, "的决定（PDF）")


def test_china_communications_closes_what_was_put_right(page: Page, demo_city):
    town = named("china_communications")
    move_to(date(2029, 3, 10))
    found_wanting(page, town, "登记随机验证考核")
    notice = order(page, town, "要求限期整改")
    says(notice, "整改通知书", town.unit.title, "第九条", "取消示范工作室资格", "补齐工作台账")
    put_right(page, town)
    checked_again(page, town, "是")
    page.goto(f"/titles/{town.title.pk}/")
    follow(page, "整改达标")
    press(page, "整改达标")
    sees(page, "已办理：整改达标", "有效")


def test_shandong_takes_the_plaque_of_what_was_not_put_right(page: Page, demo_city):
    town = named("shandong")
    move_to(date(2029, 3, 10))
    found_wanting(page, town, "登记2029年度三年专项检查考核")
    notice = order(page, town, "要求限期整改", 理由="台账不全。")
    says(notice, town.unit.title, "第二十条", "台账不全", "摘牌")
    put_right(page, town)
    checked_again(page, town, "否")
    move_to(date(2029, 7, 1))
    decision = struck_off(page, town, "摘牌", "整改期满仍不达标")
    says(decision, "摘牌的决定", "第二十条", "整改期满仍不达标", town.title.plaque_number)


def test_quzhou_ends_a_title_by_its_cycle_and_takes_its_plaque_in(page: Page, demo_city):
    town = named("quzhou")
    move_to(date(2029, 3, 25))
    found_wanting(page, town, "登记2029年度")
    decision = struck_off(page, town, "取消称号、撤销命名", "周期期满考核不合格")
    says(decision, "取消称号的决定", "第十七条", "周期期满考核不合格")
    enter(page, town.office.full_name)
    follow(page, "登记牌匾收回")
    fill(page, {"收回日期": "2029-03-25", "交回人": "邱志宏"})
    press(page, "登记")
    sees(page, "牌匾已登记收回", "由邱志宏交回")


def test_yangpu_writes_to_the_union_above_and_removes_the_plaque(page: Page, demo_city):
    town = named("yangpu")
    move_to(date(2029, 3, 25))
    found_wanting(page, town, "登记2029年度周期末走访检查")
    notice = order(page, town, "书面通知限期整改")
    says(notice, f"{town.above.title}：", "“有创新团队”", "请督促所属工作室", "撤牌")
    checked_again(page, town, "否")
    move_to(date(2029, 7, 1))
    decision = struck_off(page, town, "撤牌", "逾期仍不能有效整改")
    says(decision, "撤牌的决定", "第十二条", "整改期限2029年6月30日")


def test_nanchang_warns_with_the_year_on_the_card(page: Page, demo_city):
    town = named("nanchang")
    move_to(date(2027, 12, 2))
    rows = {"year": 2027, "score": 52, "pass_line": 60, "assessed_on": date(2027, 12, 1)}
    Assessment.objects.create(title=town.title, **rows)
    enter(page, town.office.full_name)
    page.goto(f"/titles/{town.title.pk}/")
    follow(page, "黄牌警告")
    press(page, "黄牌警告")
    sees(page, "2027年度黄牌警告")
    says(words_of(page, "黄牌警告的通知"), "得52.00分", "合格标准60分", "第十一条第（四）项")


def says(paper: str, *words: str) -> None:
    """The paper carries these words, and none of another town's."""
    assert [word for word in words if word not in paper] == []
