"""Yangpu's own people: consent, a sub-district's screening, a composed name, ten thousand."""

from playwright.sync_api import Page

from . import towns
from .towns import enter
from .walking import fill, follow, paper, path_of, press, sees

STUDIO, UNIT = "阎若水创新工作室", "梧桐里社区服务中心"
TITLE = "阎若水居家养老服务劳模创新工作室"
OUT_OF_SEASON = {"理由：": "上年度评审顺延到本年初。"}


def test_a_studio_with_consent_gets_the_name_its_text_composes(page: Page, demo_city):
    enter(page, "应天成")
    towns.open_the_call(page, "2026", "开放申报批次", **OUT_OF_SEASON)
    enter(page, "陆悠然")
    file = file_it(page)
    consent(page, file)
    enter(page, "曲静怡")
    towns.take(page, STUDIO, "初审通过并申报", 推荐意见="初审通过。")
    enter(page, "应天成")
    towns.take(page, STUDIO, "评审小组受理")
    towns.take(page, STUDIO, "评审通过")
    enter(page, "卓文溪")
    body = "区总工会主席办公会议"
    towns.resolve(page, "2026", "审定", body, "主席办公会议纪要〔2026〕2号")
    enter(page, "应天成")
    towns.name(page, "2026", "命名挂牌")
    decision = towns.words_of(page, "打开命名决定")
    plaque = "杨浦区劳模（先进）、技师创新工作室"
    towns.says(decision, plaque, TITLE, "第七条", f"由{body}审定")
    assert "公示" not in decision
    people = ("陆悠然", "麦惠兰", "池晓跃")
    notice = towns.first_money(page, people, STUDIO, f"{UNIT}工会", "扶持补贴")
    towns.says(notice, "人民币壹万元整", "¥10,000.00", "第十四条", f"{UNIT}工会")


def file_it(page: Page) -> str:
    towns.begin(page, "2026", STUDIO)
    file = path_of(page)
    asked = ("带头人", "工会关系在本区", "在职", "第十三条", "第三条第1项")
    towns.look_through(page, file, *asked, never=("领衔人", "有专项工作经费", "已有命名"))
    towns.hand_in(page, file, "年度工作计划", "工作制度和活动计划")
    towns.take(page, STUDIO, "推荐申报")
    return file


def consent(page: Page, file: str) -> None:
    """The unit's leaders agree, with their paper; the labels are the text's own."""
    page.goto(file)
    follow(page, "登记党政同意")
    fill(page, {"签署人": "常务副主任", "党政同意日期": "2026-03-02"})
    page.get_by_label("党政同意文件").set_input_files(paper("同意.png"))
    press(page, "登记党政同意")
    sees(page, "已办理：登记党政同意")
