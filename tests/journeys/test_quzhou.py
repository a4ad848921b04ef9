"""Quzhou's own people: a county's screening, two checks, a panel, no publicity, ten thousand."""

from playwright.sync_api import Page

from . import towns
from .towns import enter, go_to, sees
from .walking import fill, path_of, press

STUDIO, UNIT = "韶清源特种纸创新工作室", "云溪特种纸业有限公司"
EXPERTS = ("霍建平", "詹书怀", "季维民")


def test_a_studio_is_scored_named_without_publicity_and_paid(page: Page, demo_city):
    enter(page, "宫婉清")
    towns.open_the_call(page, "2026", "开放申报批次")
    file_it(page)
    enter(page, "傅晓川")
    towns.take(page, STUDIO, "初审并择优申报", 推荐意见="择优申报。")
    review(page)
    enter(page, "常明远")
    usual = {"理由（与下述规定不一致时填写）": "本年度申报数量较少。"}
    towns.resolve(page, "2026", "研究决定", "市总工会", "会议纪要〔2026〕3号", **usual)
    enter(page, "宫婉清")
    towns.name(page, "2026", "命名授牌")
    decision = towns.words_of(page, "打开命名决定")
    plaque = "衢州市高技能人才（劳模）创新工作室"
    towns.says(decision, plaque, "衢总工字〔2016〕38号", "第十二条", STUDIO, "由市总工会研究决定")
    assert "公示" not in decision
    people = ("竺可心", "穆云深", "庄静姝")
    notice = towns.first_money(page, people, STUDIO, f"{UNIT}工会", "工作室工作经费")
    towns.says(notice, "人民币壹万元整", "¥10,000.00", "第十二条", "第十五条", f"{UNIT}工会")


def file_it(page: Page) -> None:
    enter(page, "竺可心")
    towns.begin(page, "2026", STUDIO)
    file = path_of(page)
    asked = ("负责人", "第五条第（四）项", "开始运行日期", "第七条")
    towns.look_through(page, file, *asked, never=("领衔人", "日常经费由所在单位承担", "已有命名"))
    towns.hand_in(page, file, "创建制度、管理制度", "开展创建工作的证明")
    towns.take(page, STUDIO, "提交申请")


def review(page: Page) -> None:
    """Two checks on the file's page, then the panel's sheets and the ranking, without a line."""
    enter(page, "宫婉清")
    towns.take(page, STUDIO, "资格审查和项目审查")
    go_to(page, "申报", STUDIO, "分派评审专家")
    for expert in EXPERTS:
        page.get_by_label(expert).check()
    press(page, "分派勾选的专家")
    sees(page, "已分派3位专家")
    for expert in EXPERTS:
        enter(page, expert)
        score(page)
    enter(page, "宫婉清")
    go_to(page, "申报批次", "2026", "专家组评选")
    press(page, "固定排名")
    sees(page, "得分已汇总排名")


def score(page: Page) -> None:
    go_to(page, "评分", "评分")
    for points in page.locator("input[name^=points]").all():
        points.fill(str(float(points.get_attribute("max")) * 0.9))
    fill(page, {"评审意见": "项目扎实。"})
    press(page, "保存并核对提交")
    press(page, "提交评分表")
    sees(page, "评分表已提交")
