"""Quzhou: a topic asked for in the second year, funded by the meeting, paid with its notice."""

from datetime import date

from playwright.sync_api import Page

from workshops.clock import move_to

from . import towns
from .named import named, someone
from .towns import enter, go_to
from .walking import fill, follow, path_of, press, sees

DAY = date(2027, 5, 12)
STUDIO, TOPIC = "求索创新工作室", "特种纸断纸预警课题"


def test_a_topic_from_asking_to_the_paid_notice(page: Page, demo_city):
    move_to(DAY)
    place = named("quzhou", studio=STUDIO)
    ask(page, place.clerk.full_name)
    enter(page, place.secretary.full_name)
    page.goto(decide(page))
    sees(page, "已审定", "20,000.00", "会议纪要〔2027〕5号")
    money = (someone(place.authority, role) for role in ("finance_clerk", "finance_approver"))
    people = (place.clerk.full_name, *(person.full_name for person in money))
    notice = towns.first_money(page, people, STUDIO, place.unit.title, "课题工作经费")
    towns.says(notice, "人民币贰万元整", "第十三条", "课题工作经费")


def ask(page: Page, clerk: str) -> None:
    """The unit's clerk, from the page of the title."""
    enter(page, clerk)
    go_to(page, "称号", STUDIO, "申请补助")
    press(page, "申请课题工作经费")
    fill(page, {"课题名称": TOPIC})
    press(page, "保存这一项")
    sees(page, "贰万元整")
    follow(page, "提出申请")
    press(page, "提出申请")
    sees(page, "已办理：提出申请", "已提出")


def decide(page: Page) -> str:
    """The secretary, from the desk; without the panel's sheets it is refused with its article."""
    go_to(page, "工作台", STUDIO)
    claim = path_of(page)
    follow(page, "确定课题经费补助")
    given = {"会议日期": "2027-05-10", "会议纪要编号": "会议纪要〔2027〕5号"}
    fill(page, given | {"已分派评分表": "3", "已交回评分表": "2", "本年度拟确定几个": "2"})
    press(page, "确定课题经费补助")
    sees(page, "没有办理成功", "应交3份，已交2份", "第十三条")
    fill(page, {"已交回评分表": "3"})
    press(page, "确定课题经费补助")
    sees(page, "已办理：确定课题经费补助")
    return claim
