"""China Communications: five years of visits, filings and money, until two running end it."""

from datetime import date

from playwright.sync_api import Page

from tests.years.town import named

from .yearly import Years

END = "取消示范工作室资格"
TWICE = "考核结果连续两次不达标"


def test_five_years(page: Page, demo_city):
    years = Years(page, named("china_communications", date(2025, 12, 10)))
    the_first_year(years)
    the_second_year_is_failed_and_filed_late(years)
    the_third_year_is_put_right(years)
    the_fourth_is_failed_again(years)
    the_fifth_ends_it(years)


def the_first_year(years: Years) -> None:
    """Its effect confirmed, the money goes; three duties are done by their two unions."""
    years.by("review_office").to(date(2026, 4, 8))
    years.step("确认创建成功、确有实效")
    years.paid("创新经费补助").title("已拨付")
    years.by("clerk").to(date(2026, 12, 1)).desk("2026年度年底综合考核评估")
    years.record("2026年度年底综合考核评估")
    years.by("screening_officer").record("2026年度回访考核").record("2026年度回访考核备案")


def the_second_year_is_failed_and_filed_late(years: Years) -> None:
    years.to(date(2027, 12, 20)).record("2027年度回访考核", fails=("结果",))
    years.record("2027年度回访考核备案")
    years.by("clerk").to(date(2028, 1, 4)).desk("2027年度年底综合考核评估", "逾期")
    years.record("2027年度年底综合考核评估")


def the_third_year_is_put_right(years: Years) -> None:
    """Found chaotic by the federation, ordered put right, looked at again and closed."""
    years.by("review_office").to(date(2028, 5, 10))
    years.record("随机验证考核", fails=("结果",))
    years.order("要求限期整改", date(2028, 8, 11), "补齐工作台账\n恢复每月例会")
    years.by("clerk").put_right("补齐工作台账\n恢复每月例会")
    years.by("review_office").to(date(2028, 8, 1)).checked_again("是").step("整改达标")
    years.by("screening_officer").to(date(2028, 12, 15)).record("2028年度回访考核")


def the_fourth_is_failed_again(years: Years) -> None:
    years.to(date(2029, 12, 15)).record("2029年度回访考核", fails=("结果",))
    years.by("secretary").title()
    years.page.goto(f"{years.here}steps/delist/")
    for words in (TWICE, "条件不具备", "历次考核结果：达标、不达标、达标、不达标"):
        assert words in years.page.locator("main").inner_text()


def the_fifth_ends_it(years: Years) -> None:
    brings = f"随后可以以“{TWICE}”为由办理“{END}”"
    years.by("screening_officer").to(date(2030, 12, 15))
    years.record("2030年度回访考核", fails=("结果",), brings=brings)
    years.by("secretary").to(date(2030, 12, 20)).step(END, TWICE, says=("已拨付的补助不追回",))
    years.title("已撤销摘牌", "称号终止")
    decision = years.paper("的决定（PDF）")
    for words in ("取消示范工作室资格的决定", "第十一条第1项", TWICE):
        assert words in decision
    years.by("review_office").plaque_back("项尚行")
