"""Working days against the published notices, and periods of months and years."""

import csv
import pickle
from datetime import date, datetime, timedelta
from pathlib import Path

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.calendar import (
    Calendar,
    UnknownYear,
    add_months,
    anniversary,
    cycle_year,
    months_between,
    parse_holidays,
    year_end,
    years_between,
)

TABLE = Path(__file__).parents[2] / "fixtures" / "holidays.csv"
YEARS = (2024, 2025, 2026)
DAYS = [date(2024, 1, 1) + timedelta(n) for n in range(366 + 365 + 365)]
ANY_DAY = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    with TABLE.open(encoding="utf-8", newline="") as table:
        return parse_holidays(csv.DictReader(table))


def row(day: str, is_off: str = "1", year: str = "2026", name: str = "元旦") -> dict[str, str]:
    return {"notice_year": year, "date": day, "name": name, "is_off": is_off}


# The table


def test_the_table_publishes_three_years(calendar):
    assert calendar.years == set(YEARS)


def test_every_day_agrees_with_an_independent_calendar(calendar):
    wrong = [d for d in DAYS if calendar.is_workday(d) != chinese_calendar.is_workday(d)]
    assert wrong == []


def test_new_years_eve_was_worked_in_2024_and_is_off_since(calendar):
    eves = [date(2024, 2, 9), date(2025, 1, 28), date(2026, 2, 16)]
    assert [calendar.is_workday(eve) for eve in eves] == [True, False, False]


def test_weekend_days_that_are_worked(calendar):
    worked = [d for d in DAYS if d.weekday() >= 5 and calendar.is_workday(d)]
    assert {year: [f"{d:%m-%d}" for d in worked if d.year == year] for year in YEARS} == {
        2024: ["02-04", "02-18", "04-07", "04-28", "05-11", "09-14", "09-29", "10-12"],
        2025: ["01-26", "02-08", "04-27", "09-28", "10-11"],
        2026: ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"],
    }


def test_a_year_without_a_notice_is_refused_by_name(calendar):
    with pytest.raises(UnknownYear) as refusal:
        calendar.is_workday(date(2027, 1, 4))
    assert refusal.value.year == 2027
    assert str(refusal.value) == "2027年的放假安排尚未录入，无法推算工作日；请先导入当年放假通知"


def test_a_moment_is_not_taken_for_a_day(calendar):
    with pytest.raises(TypeError):
        calendar.is_workday(datetime(2026, 10, 1, 9, 0))  # noqa: DTZ001 (the refusal is what is tried)


def test_the_refusal_survives_a_worker_process():
    assert str(pickle.loads(pickle.dumps(UnknownYear(2027)))) == str(UnknownYear(2027))


def test_a_notice_publishes_its_own_year_and_not_that_of_a_day_it_names():
    calendar = parse_holidays([row("2018-12-29", "0", year="2019")])
    assert calendar.years == {2019}
    with pytest.raises(UnknownYear, match="2018年"):
        calendar.is_workday(date(2018, 12, 29))


def test_an_empty_table_knows_no_year():
    with pytest.raises(UnknownYear, match="2026年"):
        parse_holidays([]).is_workday(date(2026, 3, 2))


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (row("2026/01/01"), "写法不对"),
        (row("2026-02-30"), "写法不对"),
        (row("2026-01-01", year=""), "写法不对"),
        (row("2026-01-01", name=" "), "缺少节日名称"),
        (row("2026-01-01", is_off="休"), "缺少节日名称"),
        (row("2024-01-01"), "不属于2026年的通知"),
        (row("2026-01-05", is_off="0"), "2026-01-05是周一，调休上班日应为周末"),
        (row("2026-01-03", is_off="0"), "既写为放假又写为上班"),
        ({"date": "2026-01-01"}, "写法不对"),
    ],
)
def test_a_row_that_cannot_be_true_is_refused_by_its_place(bad, reason):
    with pytest.raises(ValueError, match=f"放假表第2条有误：.*{reason}"):
        parse_holidays([row("2026-01-03"), bad])


# Counting


def test_the_posting_day_is_not_counted(calendar):
    span = calendar.workdays_after(date(2026, 3, 2), 5)
    assert [d.day for d in span.counted] == [3, 4, 5, 6, 9]
    assert span.skipped == ((date(2026, 3, 7), "周末"), (date(2026, 3, 8), "周末"))
    assert span.last == date(2026, 3, 9)


def test_the_other_reading_counts_the_posting_day(calendar):
    span = calendar.workdays_after(date(2026, 3, 2), 5, count_start=True)
    assert span.last == date(2026, 3, 6)


def test_the_other_reading_does_not_count_a_posting_day_of_rest(calendar):
    span = calendar.workdays_after(date(2026, 3, 7), 5, count_start=True)
    assert span.counted[0] == date(2026, 3, 9)
    assert span.sentences()[0] == "2026年3月7日（周六）张贴，周末，不计入"


def test_the_reading_of_a_real_notice(calendar):
    """A posting of 2 to 6 December 2024, five working days with the posting day counted."""
    span = calendar.workdays_after(date(2024, 12, 2), 5, count_start=True)
    assert span.last == date(2024, 12, 6)


def test_a_count_across_the_spring_festival_tells_rest_and_made_up_days(calendar):
    span = calendar.workdays_after(date(2026, 2, 12), 5)
    assert span.made_up == (date(2026, 2, 14),)
    assert len(span.skipped) == 9
    assert {reason for _, reason in span.skipped} == {"春节放假"}
    assert span.last == date(2026, 2, 26)


def test_the_arithmetic_is_told_in_full(calendar):
    assert calendar.workdays_after(date(2026, 2, 12), 3).sentences() == (
        "2026年2月12日（周四）张贴，当日不计入",
        "第1个工作日2月13日（周五）",
        "第2个工作日2月14日（周六），春节调休上班",
        "2月15日（周日）至2月23日（周一）春节放假，不计",
        "第3个工作日2月24日（周二）",
        "公示至2026年2月24日（周二）24时止",
    )


def test_a_posting_day_that_counts_is_told_so(calendar):
    assert calendar.workdays_after(date(2026, 3, 2), 1, count_start=True).sentences() == (
        "2026年3月2日（周一）张贴，当日计入",
        "第1个工作日3月2日（周一）",
        "公示至2026年3月2日（周一）24时止",
    )


def test_weekend_and_holiday_are_told_apart(calendar):
    assert calendar.workdays_after(date(2024, 6, 7), 1).sentences()[1:3] == (
        "6月8日（周六）至6月9日（周日）周末，不计",
        "6月10日（周一）端午节放假，不计",
    )


def test_the_last_day_belongs_to_the_period_in_full(calendar):
    span = calendar.workdays_after(date(2026, 3, 2), 5)
    assert [span.is_over(date(2026, 3, day)) for day in (8, 9, 10)] == [False, False, True]


def test_a_count_across_the_new_year_needs_both_notices(calendar):
    assert calendar.workdays_after(date(2025, 12, 29), 5).last == date(2026, 1, 6)
    assert calendar.workdays_after(date(2026, 12, 24), 5).last == date(2026, 12, 31)
    with pytest.raises(UnknownYear, match="2027年"):
        calendar.workdays_after(date(2026, 12, 25), 5)


def test_the_last_week_of_the_last_year_is_told_to_be_unsettled(calendar):
    span = calendar.workdays_after(date(2026, 12, 24), 5)
    assert span.awaited_year == 2027
    assert span.sentences()[-2].startswith("2027年放假安排尚未录入")
    assert calendar.workdays_after(date(2026, 12, 17), 5).awaited_year is None
    assert calendar.workdays_after(date(2025, 12, 24), 5).awaited_year is None


@pytest.mark.parametrize("count", [0, -1])
def test_a_period_without_days_is_refused(calendar, count):
    with pytest.raises(ValueError, match="至少为1个工作日"):
        calendar.workdays_after(date(2026, 3, 2), count)


@given(st.dates(date(2024, 1, 1), date(2026, 10, 1)), st.integers(1, 30), st.booleans())
def test_a_span_walks_every_day_once_and_ends_on_a_working_day(calendar, start, count, counts):
    span = calendar.workdays_after(start, count, count_start=counts)
    walked = [day.date for day in span.days]
    first = start if counts else start + timedelta(1)
    assert walked == [first + timedelta(n) for n in range(len(walked))]
    assert len(span.counted) == count
    assert span.counted[-1] == span.last
    assert len(span.counted) + len(span.skipped) == len(walked)


@given(st.dates(date(2024, 1, 1), date(2026, 10, 1)))
def test_not_counting_the_posting_day_is_never_the_shorter_reading(calendar, start):
    strict, usual = (calendar.workdays_after(start, 5, count_start=c) for c in (False, True))
    assert strict.last >= usual.last


def test_an_end_on_a_rest_day_rolls_to_the_next_working_day(calendar):
    assert calendar.rolled_forward(date(2026, 2, 15)) == date(2026, 2, 24)
    assert calendar.rolled_forward(date(2026, 2, 14)) == date(2026, 2, 14)


# Months and years


@pytest.mark.parametrize(
    ("day", "months", "wanted"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-03-31", 1, "2026-04-30"),
        ("2026-10-15", 1, "2026-11-15"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-12-01", 0, "2026-12-01"),
    ],
)
def test_months_end_on_the_corresponding_day_or_the_months_last(day, months, wanted):
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(wanted)


def test_the_anniversary_of_a_leap_day():
    assert anniversary(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert anniversary(date(2024, 2, 29), 4) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("start", "end", "wanted"),
    [
        ("2024-03-01", "2026-02-28", 1),
        ("2024-03-01", "2026-03-01", 2),
        ("2024-02-29", "2025-02-28", 1),
        ("2024-02-29", "2025-02-27", 0),
        ("2026-03-01", "2026-03-01", 0),
        ("2026-03-01", "2020-03-01", 0),
    ],
)
def test_the_anniversary_completes_the_year(start, end, wanted):
    assert years_between(date.fromisoformat(start), date.fromisoformat(end)) == wanted


@given(ANY_DAY, st.integers(0, 600))
def test_whole_months_undo_the_addition_of_months(day, months):
    assert months_between(day, add_months(day, months)) == months
    assert months_between(day, add_months(day, months + 1) - timedelta(1)) == months


def test_the_anniversary_opens_the_next_cycle_year():
    named_on = date(2024, 5, 20)
    days = [named_on, date(2025, 5, 19), date(2025, 5, 20), date(2027, 5, 20)]
    assert [cycle_year(named_on, day) for day in days] == [1, 1, 2, 4]


def test_no_cycle_year_lies_before_the_cycle():
    with pytest.raises(ValueError, match="早于周期起始日2024-05-20"):
        cycle_year(date(2024, 5, 20), date(2024, 5, 19))


def test_before_the_end_of_the_year_includes_its_last_day_unless_read_strictly():
    assert year_end(2026) == date(2026, 12, 31)
    assert year_end(2026, inclusive=False) == date(2026, 12, 30)
