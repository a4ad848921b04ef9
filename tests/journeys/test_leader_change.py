"""A named studio comes to another leader through the whole procedure, out of season."""

from datetime import date

from playwright.sync_api import Page

from workshops.applications.calls import Call
from workshops.applications.models import Application
from workshops.records.models import Attachment
from workshops.studios.filing import filing_of, frozen
from workshops.studios.models import Studio
from workshops.titles.models import Title

from . import deciding, towns
from .walking import (
    click,
    enter,
    fill,
    follow,
    go_to,
    lacks,
    paper,
    path_of,
    press,
    row,
    sees,
    upload,
)

STUDIO, OLD, NEW = "林砚舟精密加工创新工作室", "林砚舟", "宋时雨"
NUMBER = "昌明工字〔2026〕1号"
SUCCESSOR = {
    "接任者姓名": "谢安歌",
    "职务、职称": "护理主管",
    "技能等级": "技师",
    "荣誉称号": "上海市劳动模范（虚构）",
    "荣誉类别": "劳动模范",
    "荣誉级别": "省部级",
    "变更日期": "2026-02-20",
    "变更原因": "原带头人调任。",
}
CONTACT = "市总工会经济技术部，电话：0791-86000000"


def test_another_leader_comes_by_the_whole_procedure(page: Page, demo_city):
    named_last_year(STUDIO)
    enter(page, "江晓棠")
    file = the_clerk_applies(page)
    the_title_stays_as_it_is(page)
    the_unit_and_its_county_go_along(page, file)
    the_office_scores_and_the_meeting_agrees(page, file)
    it_stands_on_public_view(page, file)
    it_is_agreed_to(page, file)
    assert Title.objects.get().studio.leaders.get().full_name == NEW
    assert Title.objects.count() == 1


def test_a_leader_reported_stands_in_the_name_composed_anew(page: Page, demo_city):
    former = "阎若水居家养老服务劳模创新工作室"
    named_last_year("阎若水创新工作室", title=former)
    enter(page, "陆悠然")
    go_to(page, "称号", "阎若水创新工作室", "全部变更", "报告更换带头人")
    fill(page, SUCCESSOR)
    page.get_by_label("证明文件").set_input_files(paper("任命.png"))
    press(page, "提交")
    sees(page, "已报告，等待命名机关处理")
    enter(page, "应天成")
    follow(page, "更换带头人")
    sees(page, "重定名称", "第八条", "谢安歌")
    fill(page, {"确认这项变更": "是", "处理说明": "核对任命文件，同意。"})
    press(page, "提交处理结果")
    sees(page, "已确认", f"曾用名称{former}")
    go_to(page, "称号", "阎若水创新工作室")
    sees(page, "谢安歌居家养老服务劳模创新工作室", "更换带头人：原为阎若水")
    assert former in towns.words_of(page, "更换带头人的决定")


def named_last_year(name: str, **fields) -> None:
    """A studio of the demo, named in the call of the year before."""
    studio = Studio.objects.get(title=name)
    call = Call.objects.get(authority=studio.unit_union.authority)
    screeners, criteria = list(call.screeners.all()), list(call.criteria.all())
    call.pk, call._state.adding, call.year = None, True, 2025
    call.opens_on, call.closes_on, call.opened_on = (date(2025, month, 1) for month in (9, 10, 9))
    call.shortlist_line, call.pass_line = 80, 60
    call.save()
    call.screeners.set(screeners)
    for one in criteria:
        call.criteria.create(place=one.place, title=one.title, full_marks=one.full_marks)
    held = {"call": call, "studio": studio, "filing": frozen(filing_of(studio))}
    file = Application.objects.create(**held, state="named", submitted_on=date(2025, 9, 9))
    plain = {"authority": call.authority, "edition_key": call.edition_key, "studio": studio}
    plain |= {"title": call.edition.plaque, "named_on": date(2025, 12, 5), "application": file}
    plain |= {"document_number": "总工字〔2025〕8号", "plaque_number": "2025-001"}
    Title.objects.create(**plain | fields)


def the_clerk_applies(page: Page) -> str:
    """From the page of the title, into a copy: the new leader takes the old one's place."""
    go_to(page, "称号", STUDIO, "全部变更", "申请更换领衔人")
    sees(page, "不受申报时间限制，不占年度名额", "现任领衔人")
    press(page, "建立更换领衔人的申请")
    sees(page, "请先改写领衔人")
    fill(row(page, "领衔人"), {"姓名": NEW, "职务、职称": "工艺设计高级技师"})
    fill(row(page, "荣誉"), {"获得人": NEW})
    press(page, "保存，继续下一部分")
    sees(page, "“领衔人及荣誉”已保存")
    go_to(page, "申报", f"{STUDIO}")
    file = path_of(page)
    for slot in ("工作计划", "创新活动记录", "技能培训记录", "管理制度"):
        page.goto(f"{file}materials/")
        upload(page, slot, f"{slot}.png")
    page.goto(file)
    sees(page, "更换领衔人")
    follow(page, "提交申报")
    fill(page, {"我确认": True})
    press(page, "提交申报")
    sees(page, "已办理：提交申报")
    return file


def the_title_stays_as_it_is(page: Page) -> None:
    """While it is on its way, the title says so and leads there; nobody else has come."""
    go_to(page, "称号", STUDIO)
    sees(page, f"现任领衔人：{OLD}", "更换领衔人办理中")
    follow(page, "打开申请")
    sees(page, NEW)


def the_unit_and_its_county_go_along(page: Page, file: str) -> None:
    deciding.record_consent(page, file)
    enter(page, "许念安")
    page.goto(file)
    follow(page, "审查并推荐")
    towns.judge_and_press(page, "审查并推荐", {"推荐意见": "同意更换领衔人。"})
    sees(page, "已办理：审查并推荐")


def the_office_scores_and_the_meeting_agrees(page: Page, file: str) -> None:
    """Scored by the sheet of its call, ranked against nobody; the meeting agrees."""
    enter(page, "苏文澜")
    page.goto(file)
    follow(page, "受理评审")
    for expert in deciding.EXPERTS:
        page.get_by_label(expert).check()
    press(page, "受理评审并分派勾选的专家")
    for expert, share in deciding.EXPERTS.items():
        enter(page, expert)
        deciding.score(page, share)
    enter(page, "苏文澜")
    page.goto(file)
    follow(page, "确定入围")
    sees(page, "平均分", "不与其他申报排名")
    press(page, "固定得分")
    sees(page, "得分已汇总", "已入围")
    enter(page, "梁以宁")
    page.goto(file)
    follow(page, "研究确定")
    fill(page, {"会议日期": "2026-03-02", "会议纪要编号": "党组会纪要〔2026〕6号"})
    press(page, "研究确定")
    sees(page, "已办理：研究确定")


def it_stands_on_public_view(page: Page, file: str) -> None:
    """A list of its own: who leads now, who is to."""
    enter(page, "苏文澜")
    page.goto(file)
    click(page, page.locator("main").get_by_role("link", name="公示"))
    sees(page, "拟任领衔人", NEW, OLD, "2026年3月9日（星期一）")
    fill(page, {"异议受理方式": CONTACT})
    press(page, "张贴公示")
    sees(page, "更换领衔人", "现予公示", NEW)
    lacks(page, "拟命名名单")
    page.goto(file)
    deciding.click_the_clock_on(page)


def it_is_agreed_to(page: Page, file: str) -> None:
    """One decision, one paper, and no second title."""
    page.goto(file)
    click(page, page.locator("main").get_by_role("link", name="同意更换领衔人"))
    sees(page, "不另拨款")
    press(page, "同意更换领衔人")
    sees(page, "已同意更换领衔人", "已同意更换")
    go_to(page, "称号", STUDIO)
    sees(page, f"现任领衔人：{NEW}", f"更换领衔人：原为{OLD}")
    says = towns.words_of(page, "更换领衔人的决定")
    assert [word for word in (OLD, NEW, NUMBER, "第七条", "不另拨补助") if word not in says] == []
    assert Attachment.objects.filter(slot="consent").count() == 1
