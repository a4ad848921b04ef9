"""Shandong: two assessments a year, another leader, an inspection whose faults are put right."""

from datetime import date

from playwright.sync_api import Page

from tests.years.town import named

from .yearly import Years

SUCCESSOR = {
    "接任者姓名": "简兮",
    "职务、职称": "高级技师",
    "技能等级": "高级技师",
    "变更日期": "2028-05-01",
    "变更原因": "原领衔人调任。",
}


def test_five_years(page: Page, demo_city):
    years = Years(page, named("shandong", date(2026, 6, 10)))
    years.by("finance_clerk").to(date(2026, 6, 15)).paid("资助资金")
    two_assessments(years)
    another_leader(years)
    an_inspection_is_put_right(years)
    the_last_year(years)


def two_assessments(years: Years) -> None:
    """The unit's and that of the union that recommended it; a failure brings nothing."""
    years.by("clerk").to(date(2027, 12, 10)).desk("2027年度单位年度考核评估")
    years.record("2027年度单位年度考核评估", fails=("结果",))
    years.by("screening_officer").record("2027年度推荐工会年度考核评估")
    years.title("有效")


def another_leader(years: Years) -> None:
    """The text has no word on it: reported, confirmed, put on record."""
    years.by("clerk").to(date(2028, 5, 6)).report("报告更换领衔人", **SUCCESSOR)
    years.by("review_office").answer("更换领衔人", "核对任命文件，同意。")
    years.title("现任领衔人：简兮")
    years.by("screening_officer").to(date(2029, 1, 4))
    years.desk("2028年度推荐工会年度考核评估", "逾期").record("2028年度推荐工会年度考核评估")


def an_inspection_is_put_right(years: Years) -> None:
    years.by("review_office").to(date(2029, 11, 12))
    years.record("2029年度三年专项检查考核", fails=("成效业绩",))
    years.order("要求限期整改", date(2030, 2, 28), "立项课题三项", 理由="当年没有课题。")
    years.by("clerk").put_right("立项课题三项")
    years.by("review_office").to(date(2030, 2, 20)).checked_again("是").step("整改达标")
    years.title("有效")


def the_last_year(years: Years) -> None:
    """Nothing is open but what falls due; the next inspection comes three years after the last."""
    years.by("clerk").to(date(2030, 12, 20)).record("2030年度单位年度考核评估")
    years.duties("2032年度三年专项检查考核")
