"""China Communications' own people: ranked, posted before naming, paid once effect is confirmed."""

from playwright.sync_api import Page

from . import towns
from .towns import enter, go_to
from .walking import fill, follow, path_of, press, sees

STUDIO, UNIT = "桑榆桥梁施工创新工作室", "擎岳交建一局桥梁分公司"
BODY, EFFECT = "中国交建工会联合会", "确认创建成功、确有实效"


def test_a_studio_is_ranked_posted_named_and_paid_after_its_effect_is_confirmed(
    page: Page, demo_city
):
    enter(page, "景春明")
    open_with_a_length_of_publicity(page)
    enter(page, "项尚行")
    file_it(page)
    enter(page, "巫云山")
    towns.take(page, STUDIO, "考核并推荐", 推荐名次="1", 推荐意见="考核第一名。")
    enter(page, "景春明")
    towns.take(page, STUDIO, "审核")
    towns.take(page, STUDIO, "评审")
    towns.post_the_list(page, "2025", "公示", BODY)
    enter(page, "康乐平")
    towns.name(page, "2025", "择优命名")
    decision = towns.words_of(page, "打开命名决定")
    plaque = "中国交建示范性劳模（工匠人才）创新工作室"
    towns.says(decision, plaque, "第五条", STUDIO, "考核并推荐、审核、评审，公示无异议")
    assert "研究" not in decision
    confirm_the_effect(page)
    people = ("项尚行", "冉静", "钟楠")
    notice = towns.first_money(page, people, STUDIO, f"{UNIT}工会", "创新经费补助")
    towns.says(notice, "人民币伍万元整", "¥50,000.00", "第七条", f"{UNIT}工会")


def open_with_a_length_of_publicity(page: Page) -> None:
    """The text names no length; until the federation has set one the call stays shut."""
    go_to(page, "申报批次", "2025")
    sees(page, "文本未写公示期限")
    follow(page, "修改批次")
    fill(page, {"公示工作日数": "5"})
    press(page, "保存批次")
    towns.open_the_call(page, "2025", "开放申报批次")


def file_it(page: Page) -> None:
    towns.begin(page, "2025", STUDIO)
    asked = ("工作经费纳入单位预算", "享受同等待遇", "第二条第2项", "集团直属二级单位工会")
    file = path_of(page)
    towns.look_through(page, file, *asked, never=("有专项工作经费", "备案号"))
    slots = ("工作计划", "活动记录", "运行二年以上的证明", "管理制度", "攻关项目推进计划")
    towns.hand_in(page, file, *slots)
    towns.take(page, STUDIO, "提出申请")


def confirm_the_effect(page: Page) -> None:
    """Named is not yet paid: the fifty thousand waits for the federation's word."""
    enter(page, "冉静")
    go_to(page, "称号", STUDIO)
    sees(page, "50,000.00", "条件未到")
    enter(page, "景春明")
    go_to(page, "称号", STUDIO, EFFECT)
    towns.judge_and_press(page, EFFECT, {})
    sees(page, f"已办理：{EFFECT}", "可拨付")
