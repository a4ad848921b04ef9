"""A year's result: closed by nothing else that was recorded of the year, and not taken back."""

from datetime import date

import pytest

from tests.make import make_city, make_title
from workshops.titles.actions import years_open
from workshops.titles.keeping import why_kept

pytestmark = pytest.mark.django_db


def test_what_else_was_recorded_of_a_year_does_not_close_it():
    title = make_title(make_city(), named_on=date(2026, 3, 10))
    plain = {"assessed_on": date(2027, 11, 1), "met": True}
    title.assessments.create(duty="self_check", year=2027, **plain)

    assert years_open(title, date(2027, 12, 1)) == [2027]


def test_a_result_with_its_score_is_not_withdrawn():
    title = make_title(make_city(), named_on=date(2026, 3, 10))
    row = title.assessments.create(year=2027, score=60, pass_line=60, assessed_on=date(2027, 12, 1))

    assert why_kept(row) == "按得分登记的年度结果，登记后不能修改。"
