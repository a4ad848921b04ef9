"""Nanchang: a yellow card, a pass at the very line, three sums, and one failure after them."""

from datetime import date

from playwright.sync_api import Page

from tests.years.town import named

from .yearly import Years

END = "撤销命名并摘牌"
RESULTS = "考核结果符合办法规定的情形"


def test_five_years(page: Page, demo_city):
    years = Years(page, named("nanchang", date(2026, 5, 20)))
    the_first_sum_and_the_first_filing(years)
    a_yellow_card(years)
    a_pass_at_the_line_brings_the_second_sum(years)
    the_third_sum_closes_the_cycle(years)
    one_failure_ends_it(years)


def the_first_sum_and_the_first_filing(years: Years) -> None:
    years.by("finance_clerk").to(date(2026, 5, 25)).paid("第一笔补助资金")
    years.by("clerk").to(date(2026, 12, 20)).record("2026年度自评自查备案")
    years.by("review_office").title("当年刚命名；下一年度开始后再登记")


def a_yellow_card(years: Years) -> None:
    """Fifty-eight of sixty: the warning, and no second sum that year."""
    years.to(date(2027, 11, 28)).score("58", "黄牌警告，当年不拨付")
    years.step("黄牌警告").title("2027年度黄牌警告", "条件未到")
    notice = years.paper("黄牌警告的通知")
    for words in ("得58.00分", "合格标准60分", "第十一条第（四）项"):
        assert words in notice
    years.by("clerk").record("2027年度自评自查备案")


def a_pass_at_the_line_brings_the_second_sum(years: Years) -> None:
    years.by("review_office").to(date(2028, 11, 25))
    years.score("60", "第二笔补助资金 300,000.00 元：由“条件未到”变为“可拨付”")
    years.step("解除黄牌").by("finance_clerk").prepared("第二笔补助资金")
    years.title("待审批").by("finance_approver").desk("第二笔补助资金")
    years.by("clerk").to(date(2029, 1, 5)).desk("2028年度自评自查备案", "逾期")
    years.record("2028年度自评自查备案")


def the_third_sum_closes_the_cycle(years: Years) -> None:
    years.by("review_office").to(date(2029, 11, 30))
    years.score("81", "第三笔补助资金 400,000.00 元：由“条件未到”变为“可拨付”")
    years.duties("2030年度补助周期后年度考核")


def one_failure_ends_it(years: Years) -> None:
    """After the last sum there is no second warning; what was paid stays, and the door is shut."""
    years.to(date(2030, 12, 5)).score("59.5", "补助周期结束后考核不合格，撤销命名并摘牌")
    says = ("工作室不得再次申报", "已拨付的补助不收回", "第十四条")
    years.by("secretary").step(END, RESULTS, says=says)
    years.title("已撤销摘牌", "不得再次申报", "已撤销命名并摘牌（第十四条），此后不再拨付")
    decision = years.paper("的决定（PDF）")
    for words in ("第十四条", "该工作室不得再次申报", "2030年度"):
        assert words in decision
    years.by("review_office").plaque_back("江晓棠")
