"""Quzhou: one sum, a unit renamed, a joint check of the money, a cycle that ends well."""

from datetime import date

from playwright.sync_api import Page

from tests.years.town import named

from .yearly import Years

RENAMED = {
    "变更后的单位全称": "云溪新材料有限公司",
    "变更后的工会全称": "云溪新材料有限公司工会",
    "变更日期": "2027-06-01",
    "变更原因": "公司更名。",
}


def test_five_years(page: Page, demo_city):
    years = Years(page, named("quzhou", date(2026, 3, 20)))
    years.by("finance_clerk").to(date(2026, 3, 30)).paid("工作室工作经费")
    the_unit_is_renamed(years)
    the_money_is_checked_by_three(years)
    the_cycle_ends_well(years)
    the_second_cycle(years)


def the_unit_is_renamed(years: Years) -> None:
    years.by("clerk").to(date(2027, 6, 5)).report("报告单位更名", **RENAMED)
    years.by("review_office").answer("单位更名", "同意，名称照新单位调整。")
    years.title("云溪新材料有限公司工会")


def the_money_is_checked_by_three(years: Years) -> None:
    """Two years after the first payment; one department's remark ends nothing."""
    years.to(date(2028, 12, 10)).desk("2028年度专项经费联合检查")
    years.record("2028年度专项经费联合检查", fails=("财务部",)).title("有效")


def the_cycle_ends_well(years: Years) -> None:
    """Not a day before the three years are over; then kept, and the next cycle runs."""
    years.to(date(2029, 3, 19)).duties("2029年度期满考核")
    assert years.page.get_by_role("link", name="登记2029年度期满考核").count() == 0
    years.page.goto(f"{years.here}duties/cycle/2029/")
    assert "从2029年3月20日起登记" in years.page.locator("main").inner_text()
    years.to(date(2029, 3, 25)).record("2029年度期满考核", brings="随后应办理“期满考核合格”")
    years.step("期满考核合格").title("有效")


def the_second_cycle(years: Years) -> None:
    years.duties("2032年度期满考核").to(date(2031, 1, 5))
    years.desk("2030年度专项经费联合检查", "逾期").record("2030年度专项经费联合检查")
