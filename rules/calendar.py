"""Working days by the published holiday notices, and periods of months and years.

Time is counted as Civil Code arts. 201-203 count it: the day on which something happens is not
counted, a period of months or years ends on the corresponding day (or, where the month has none,
on its last day), and a period lasts until 24:00 of its last day. "By 31 December" includes that
day. Which days are worked follows the State Council's yearly notice, so a year without a notice
is refused and never guessed.
"""

from calendar import monthrange  # the standard library's
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count as counting
from itertools import groupby

ONE_DAY = timedelta(days=1)
SATURDAY = 5
# A New Year's break has reached back into December (2018-12-29 became a working Saturday by the
# notice for 2019), so the last week of a year is settled only by the notice for the next one.
UNSETTLED_FROM = (12, 25)


class UnknownYear(ValueError):
    """No holiday notice has been entered for `year`."""

    def __init__(self, year: int) -> None:
        """Keep the missing year; the sentence for the user is made from it."""
        super().__init__(year)
        self.year = year

    def __str__(self) -> str:
        return f"{self.year}年的放假安排尚未录入，无法推算工作日；请先导入当年放假通知"


@dataclass(frozen=True)
class Holiday:
    """What a notice says of one day: a day off (`is_off`), or a weekend day that is worked."""

    name: str
    is_off: bool


@dataclass(frozen=True)
class Day:
    """One day walked over while counting: whether it is worked, and why where that needs saying."""

    date: date
    is_workday: bool
    reason: str = ""


@dataclass(frozen=True)
class Span:
    """A count of working days with its whole arithmetic, as `Calendar.workdays_after` found it.

    `days` are all days walked over, worked or not, from the first that could count to the last.
    The span is half-open, [start, last + 1 day): it runs until 24:00 of `last`, so nothing that
    must wait for its end may happen before the day after.
    `awaited_year` is the unpublished year whose notice may still move the last days of December.
    """

    start: date
    count_start: bool
    days: tuple[Day, ...]
    awaited_year: int | None = None

    @property
    def last(self) -> date:
        """The last day of the period; it belongs to the period in full."""
        return self.days[-1].date

    @property
    def counted(self) -> tuple[date, ...]:
        """The working days counted, in order."""
        return tuple(day.date for day in self.days if day.is_workday)

    @property
    def skipped(self) -> tuple[tuple[date, str], ...]:
        """The days not counted, each with its reason: 周末, or the holiday's name and 放假."""
        return tuple((day.date, day.reason) for day in self.days if not day.is_workday)

    @property
    def made_up(self) -> tuple[date, ...]:
        """The weekend days that were counted because the notice makes them working days."""
        return tuple(day.date for day in self.days if day.is_workday and day.reason)

    def is_over(self, on: date) -> bool:
        """Say whether the period has ended by day `on`: true from the day after the last."""
        return on > self.last

    def sentences(self) -> tuple[str, ...]:
        """The arithmetic of a posting in short Chinese sentences, for the screen and the file."""
        return (
            self._opening(),
            *self._steps(),
            f"公示至{self.last.year}年{spoken(self.last)}24时止",
            *self._cautions(),
        )

    def _cautions(self) -> Iterator[str]:
        if self.awaited_year:
            yield f"{self.awaited_year}年放假安排尚未录入，元旦调休可能改变12月底的工作日"
            yield "录入当年放假通知后，请重新核对公示截止日"

    def _opening(self) -> str:
        posted = f"{self.start.year}年{spoken(self.start)}张贴"
        if not self.count_start:
            return f"{posted}，当日不计入"
        first = self.days[0]
        return f"{posted}，当日计入" if first.is_workday else f"{posted}，{first.reason}，不计入"

    def _steps(self) -> Iterator[str]:
        ordinals = counting(1)
        for is_workday, run in groupby(self.days, key=lambda day: day.is_workday or day.reason):
            days = list(run)
            if is_workday is True:
                yield from (f"第{next(ordinals)}个工作日{_worked(day)}" for day in days)
            else:
                until = f"至{spoken(days[-1].date)}" if days[1:] else ""
                yield f"{spoken(days[0].date)}{until}{days[0].reason}，不计"


@dataclass(frozen=True)
class Calendar:
    """The days named by the published notices, and the years for which a notice was published.

    A notice may name days of the year before its own, so the two are kept apart.
    """

    holidays: Mapping[date, Holiday] = field(hash=False)
    years: frozenset[int]

    def day(self, day: date) -> Day:
        """Say whether `day` is worked, and why; raises UnknownYear for an unpublished year.

        Raises TypeError for a moment: it would match no holiday, and its day depends on the zone.
        """
        if isinstance(day, datetime):
            raise TypeError("Calendar counts days; turn the moment into a local date first.")
        if day.year not in self.years:
            raise UnknownYear(day.year)
        holiday = self.holidays.get(day)
        if holiday is None:
            is_weekend = day.weekday() >= SATURDAY
            return Day(day, not is_weekend, "周末" if is_weekend else "")
        reason = f"{holiday.name}放假" if holiday.is_off else f"{holiday.name}调休上班"
        return Day(day, not holiday.is_off, reason)

    def is_workday(self, day: date) -> bool:
        """Say whether `day` is a working day; raises UnknownYear for an unpublished year."""
        return self.day(day).is_workday

    def workdays_after(self, start: date, count: int, *, count_start: bool = False) -> Span:
        """Count `count` working days from `start` and return the span with its arithmetic.

        Civil Code art. 201: the day of posting is not counted. With `count_start` it is, if it
        is itself a working day (the usual, shorter reading of public notices).
        Raises UnknownYear where the count runs into an unpublished year, ValueError where
        `count` is below one.
        """
        if count < 1:
            raise ValueError("公示期至少为1个工作日")
        days: list[Day] = []
        day = start if count_start else start + ONE_DAY
        while count:
            days.append(self.day(day))
            count -= days[-1].is_workday
            day += ONE_DAY
        return Span(start, count_start, tuple(days), self._awaited(days[-1].date))

    def rolled_forward(self, day: date) -> date:
        """The day itself if it is worked, else the next working day (Civil Code art. 203).

        Shown beside a period's end, in force only where the reading says that ends roll forward.
        Raises UnknownYear for an unpublished year.
        """
        while not self.is_workday(day):
            day += ONE_DAY
        return day

    def _awaited(self, last: date) -> int | None:
        unsettled = (last.month, last.day) >= UNSETTLED_FROM and last.year + 1 not in self.years
        return last.year + 1 if unsettled else None


def parse_holidays(rows: Iterable[Mapping[str, str]]) -> Calendar:
    """Build a calendar from rows with `notice_year`, `date` (ISO), `name` and `is_off` (1 or 0).

    A year is published once one row of its notice is present, whatever year the row's day is in.
    Raises ValueError, naming the row, for a row that cannot be true.
    """
    holidays: dict[date, Holiday] = {}
    years: set[int] = set()
    for number, row in enumerate(rows, start=1):
        try:
            year, day, holiday = _holiday(row)
            if holidays.setdefault(day, holiday).is_off != holiday.is_off:
                raise ValueError(f"{day}既写为放假又写为上班")
        except ValueError as refusal:
            raise ValueError(f"放假表第{number}条有误：{refusal}；请按放假通知改正") from refusal
        years.add(year)
    return Calendar(holidays, frozenset(years))


def _holiday(row: Mapping[str, str]) -> tuple[int, date, Holiday]:
    written = [(row.get(key) or "").strip() for key in ("notice_year", "date", "name", "is_off")]
    year_text, day_text, name, is_off = written
    try:
        year, day = int(year_text), date.fromisoformat(day_text)
    except ValueError:
        raise ValueError("年份或日期写法不对，日期应写成2026-01-01这样") from None
    if not name or is_off not in ("0", "1"):
        raise ValueError("缺少节日名称，或是否放假没有写成1或0")
    if abs(day.year - year) > 1:
        raise ValueError(f"{day}不属于{year}年的通知")
    if is_off == "0" and day.weekday() < SATURDAY:
        raise ValueError(f"{day}是{weekday_name(day)}，调休上班日应为周末")
    return year, day, Holiday(name, is_off == "1")


def weekday_name(day: date) -> str:
    """The Chinese name of the day's weekday, 周一 to 周日."""
    return "周" + "一二三四五六日"[day.weekday()]


def spoken(day: date) -> str:
    """The day as the screen says it, without its year: 3月9日（周一）."""
    return f"{day.month}月{day.day}日（{weekday_name(day)}）"


def _worked(day: Day) -> str:
    return f"{spoken(day.date)}，{day.reason}" if day.reason else spoken(day.date)


def add_months(day: date, months: int) -> date:
    """The corresponding day `months` later (or earlier), else that month's last day.

    Civil Code art. 202: a month after 31 January is 28 or 29 February. ValueError beyond year 9999.
    """
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(year, month0 + 1)[1]
    return date(year, month0 + 1, min(day.day, last))


def anniversary(day: date, years: int) -> date:
    """The same day `years` later; 29 February becomes the 28th in a common year (art. 202)."""
    return add_months(day, 12 * years)


def months_between(start: date, end: date) -> int:
    """Whole months from `start` to `end`; the corresponding day completes the month (art. 202).

    Nought where `end` lies before `start`: what has not begun has not lasted.
    """
    months = (end.year - start.year) * 12 + end.month - start.month
    return max(0, months if add_months(start, months) <= end else months - 1)


def years_between(start: date, end: date) -> int:
    """Whole years from `start` to `end`; the anniversary itself completes the year (art. 202)."""
    return months_between(start, end) // 12


def cycle_year(start: date, on: date) -> int:
    """Which year of a cycle begun on `start` the day `on` lies in, the first being 1.

    Cycle years are half-open: the anniversary is the first day of the next one.
    Raises ValueError for a day before the cycle.
    """
    if on < start:
        raise ValueError(f"{on}早于周期起始日{start}，请核对日期")
    return years_between(start, on) + 1


def year_end(year: int, *, inclusive: bool = True) -> date:
    """The last day that is in time for 12月31日前 or 年底前 of `year`: 12-31 itself.

    With `inclusive` off, the stricter reading that 前 leaves the day out: 12-30.
    """
    return date(year, 12, 31 if inclusive else 30)
