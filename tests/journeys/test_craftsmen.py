"""Shandong's second entrance: a craftsman of the roll, named directly, or after having created."""

from playwright.sync_api import Page

from . import towns
from .towns import enter, go_to
from .walking import click, fill, follow, press, row, sees

COAST, COAST_UNION = "齐观澜海岸测绘工匠创新工作室", "东屿省海岸测绘院工会"
SEA, SEA_UNION = "沈千帆海工装备大工匠创新工作室", "东屿海工集团总装分公司工会"
ROLL = {"名册年度": "2025", "名册编号": "齐鲁工匠2025-07", "当年选树的工匠": "20"}
NUMBERS = {"命名文号": "东屿工〔2026〕11号", "牌匾编号": "工匠2026-01"}
CREATED = ROLL | {"命名文号": "东屿工〔2026〕12号", "牌匾编号": "大工匠2026-01"}
LEADS = {"已经领衔创建创新工作室": "是"}
MONTHS = ("2025-04-01", "2025-05-01", "2025-06-01")


def test_who_has_created_is_named_at_once_and_paid(page: Page, demo_city):
    enter(page, "毕云舒")
    go_to(page, "称号", "名册")
    take_the_road(page, COAST, "直接命名挂牌")
    sees(page, "第十一条", "不占三十个名额")
    towns.judge_and_press(page, "直接命名挂牌", ROLL | NUMBERS | LEADS)
    sees(page, "已办理：直接命名挂牌", "齐鲁工匠创新工作室")
    decision = towns.words_of(page, "打开命名决定")
    towns.says(decision, "齐鲁工匠创新工作室", "第十一条", COAST, "东屿工〔2026〕11号")
    assert "公示" not in decision
    people = ("凌若霜", "戚如松", "侯平章")
    notice = towns.first_money(page, people, COAST, COAST_UNION, "资助资金")
    towns.says(notice, "人民币伍万元整", "第十四条、第十五条", COAST_UNION)


def test_who_has_not_is_supervised_until_the_studio_is_there(page: Page, demo_city):
    enter(page, "毕云舒")
    go_to(page, "称号", "名册")
    fill(page, {"领衔人姓名": "沈千帆", "工作室名称": SEA, "所在名册": "齐鲁大工匠"})
    fill(page, {"工作室类型": "齐鲁大工匠创新工作室", "所在单位工会": SEA_UNION})
    press(page, "登记")
    take_the_road(page, SEA, "列入督导创建")
    place = {"名册年度": "2025", "名册编号": "齐鲁大工匠2025-02", "督导": "屿宁市总工会"}
    fill(page, place | {"已经领衔创建创新工作室": "否"})
    press(page, "列入督导创建")
    sees(page, "已办理：列入督导创建", "待创建", "屿宁市总工会")
    support(page)
    enter(page, "雷定波")
    create(page)
    enter(page, "毕云舒")
    go_to(page, "称号", SEA, "创建达标后命名")
    towns.judge_and_press(page, "创建达标后命名", CREATED | LEADS)
    sees(page, "已办理：创建达标后命名", "300,000.00")
    decision = towns.words_of(page, "打开命名决定")
    towns.says(decision, "齐鲁大工匠创新工作室", "第十一条", SEA)


def take_the_road(page: Page, studio: str, road: str) -> None:
    """The road of one studio on the roll."""
    click(page, page.get_by_role("row").filter(has_text=studio).get_by_role("link", name=road))


def support(page: Page) -> None:
    """The city union that supervises says what it gave, and strikes out what it typed wrongly."""
    enter(page, "项南屏")
    go_to(page, "称号", SEA, "登记创建前的资助")
    for amount in ("200000", "20000"):
        fill(page, {"资助金额": amount, "资助日期": towns.day_of(page)})
        press(page, "登记资助")
        sees(page, "已登记")
    follow(page, "冲销")
    fill(page, {"冲销的理由": "多录了一个零"})
    press(page, "冲销")
    sees(page, "20,000.00 元", "已冲销", "多录了一个零", "不从命名后的资助中抵扣")


def create(page: Page) -> None:
    """The unit's clerk says how far the studio has come."""
    go_to(page, "称号", SEA, "填写工作室情况", "场所与经费")
    venue = {"有固定活动场所": "是", "设施设备": "焊接机器人2台", "有专项工作经费": "是"}
    fill(page, venue | {"日常经费由所在单位承担": "是"})
    press(page, "保存，继续下一部分")
    for number, month in enumerate(MONTHS, start=1):
        project = {"课题或项目名称": f"课题{number}", "开始日期": month}
        fill(row(page, "创新课题、攻关项目", number), project)
    press(page, "保存，继续下一部分")
    for number, month in enumerate(MONTHS[:2], start=1):
        outcome = {"成果名称": f"成果{number}", "成果类别": "其他成果", "取得日期": month}
        outcome |= {"认定机构": "省行业协会", "有经济效益": True}
        fill(row(page, "创新成果", number), outcome)
    press(page, "保存，继续下一部分")
    follow(page, "机构性质")
    fill(page, {"法人资格": "是", "专门研发机构": "否"})
    press(page, "保存，继续下一部分")
