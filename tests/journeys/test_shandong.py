"""Shandong's own people: two roads of filing, matched money, the craftsmen's second entrance."""

from playwright.sync_api import Page

from . import towns
from .towns import enter
from .walking import fill, follow, paper, path_of, press, sees

BOAT, CAST = "芦苇舟船舶动力创新工作室", "铁心兰精铸创新工作室"
BOAT_UNION, BODY = "汐川船舶动力有限公司工会", "省总工会主席办公会"
PLAQUE = "山东省示范性劳模和工匠人才创新工作室"
PAPERS = ("申报表", "成立文件", "工作制度", "主要成员荣誉", "成果获奖", "转化证明")


def test_studios_climb_their_own_roads_to_one_decision_and_the_money(page: Page, demo_city):
    enter(page, "毕云舒")
    towns.open_the_call(page, "2026", "下发年度通知")
    climb(page, BOAT, "辛怡", "舒望川", "项南屏")  # county, then city
    climb(page, CAST, "左思齐", "韦长风")  # an industry's union alone
    enter(page, "宁怀远")
    towns.resolve(page, "2026", "研究审定", BODY, "主席办公会纪要〔2026〕4号", count=2)
    enter(page, "毕云舒")
    towns.post_the_list(page, "2026", "公示", "评审工作办公室")
    towns.name(page, "2026", "发文公布并授牌", count=2)
    towns.go_to(page, "称号", BOAT)
    decision = towns.words_of(page, "打开命名决定")
    towns.says(decision, PLAQUE, "第十三条", BOAT, CAST, f"由{BODY}研究审定，公示无异议")
    people = ("辛怡", "戚如松", "侯平章")
    notice = towns.first_money(page, people, BOAT, BOAT_UNION, "资助资金")
    towns.says(notice, "人民币伍万元整", "¥50,000.00", "第十四条、第十五条", BOAT_UNION)
    match(page)


def match(page: Page) -> None:
    """Locked until the unit has put as much beside it, within a month of its coming in."""
    enter(page, "辛怡")
    towns.go_to(page, "称号", BOAT, "查看")
    towns.sees(page, "还不能动用", "第十六条")
    follow(page, "到账和配套")
    fill(page, {"到账日期": "2026-03-10"})
    press(page, "登记到账")
    sees(page, "2026年4月10日", "配套0.00元", "还不能动用")
    fill(page, {"配套金额": "50000", "配套日期": "2026-03-10"})
    page.get_by_label("配套到位的证明").set_input_files(paper("配套.png"))
    press(page, "登记配套")
    sees(page, "可以动用", "配套50,000.00元")


def climb(page: Page, studio: str, clerk: str, *officers: str) -> None:
    """Filed by the unit, screened by each union above it, found fit by the office."""
    enter(page, clerk)
    towns.begin(page, "2026", studio)
    file = path_of(page)
    asked = ("申报类别", "第六条第（六）项", "一线职工", "已在本行业（系统）推广", "国家发明专利")
    towns.look_through(page, file, *asked, never=("工作经费纳入单位预算", "备案号"))
    towns.hand_in(page, file, *PAPERS)
    towns.take(page, studio, "提交申请", 我确认=True)
    for officer in officers:
        enter(page, officer)
        towns.take(page, studio, "审核并推荐", 推荐意见="同意推荐。")
    enter(page, "毕云舒")
    towns.take(page, studio, "受理评审")
    towns.take(page, studio, "评审通过")
