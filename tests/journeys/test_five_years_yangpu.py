"""Yangpu: three filings a year's end, a visit that opens the next cycle, a leader kept on."""

from datetime import date

from playwright.sync_api import Page

from tests.years.town import named

from .yearly import Years

FILINGS = ("自查", "评估", "年底备案")
KEPT = {"本人愿意继续领衔": "是", "所在单位同意保留": "是"}


def test_five_years(page: Page, demo_city):
    years = Years(page, named("yangpu", date(2026, 12, 15)))
    years.by("finance_clerk").to(date(2026, 12, 20)).paid("扶持补贴")
    three_filings(years)
    filed_late(years)
    the_visit_opens_the_next_cycle(years)
    the_leader_retires_and_is_kept(years)


def three_filings(years: Years) -> None:
    years.by("clerk").to(date(2027, 12, 20)).desk("2027年度年底备案")
    for what in FILINGS:
        years.record(f"2027年度{what}")


def filed_late(years: Years) -> None:
    """What the unit let pass is told to the union above it as well."""
    years.by("screening_officer").to(date(2029, 1, 3)).desk("2028年度年底备案", "逾期")
    years.by("clerk").record("2028年度年底备案")


def the_visit_opens_the_next_cycle(years: Years) -> None:
    years.by("review_office").to(date(2029, 11, 20)).desk("2029年度周期末走访检查")
    years.record("2029年度周期末走访检查", brings="随后应办理“周期检查合格”")
    years.step("周期检查合格").title("有效").duties("2032年度周期末走访检查")


def the_leader_retires_and_is_kept(years: Years) -> None:
    years.by("clerk").to(date(2030, 3, 1))
    years.report("登记法定退休日期", 带头人="阎若水", 法定退休日期="2030-06-30")
    years.by("review_office").to(date(2030, 6, 30)).title("超过法定退休年龄以后再办理")
    years.to(date(2030, 7, 2)).step("带头人退休后继续保留", proof="同意.png", **KEPT)
    years.title("有效")
