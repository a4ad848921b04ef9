"""The yearly holiday notice: read from typed or pasted lines, looked through, then kept."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from rules.calendar import parse_holidays, spoken
from workshops.unions.models import Kind, Role

from .actions import record
from .models import CalendarDay

KEEPERS = (Role.ADMINISTRATOR, Role.REVIEW_OFFICE)
ONE_DAY = timedelta(days=1)
LONGEST = 31  # days in one line: no break is longer
MOST_LINES = 400
OFF = {"放假": True, "休息": True, "上班": False, "调休": False, "补班": False}
WRITTEN = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
PARTS = re.compile(r"[\s,，、\t]+")
TO = re.compile(r"\s*(?:至|到|~|～|—|–)\s*")


@dataclass(frozen=True)
class Line:
    """One line as written, the days it says, or what is wrong with it."""

    number: int
    text: str
    days: tuple[date, ...] = ()
    name: str = ""
    is_off: bool = True
    wrong: str = ""

    @property
    def said(self) -> str:
        """The days in words."""
        if not self.days:
            return ""
        first, last = self.days[0], self.days[-1]
        end = f"至{spoken(last)}，共{len(self.days)}天" if last != first else ""
        return f"{first.year}年{spoken(first)}{end}"


@dataclass(frozen=True)
class Notice:
    """A notice for one year: its lines, and what they would change of what is kept."""

    year: int
    lines: tuple[Line, ...]
    wrong: str = ""

    @property
    def is_sound(self) -> bool:
        return bool(self.lines) and not self.wrong and not any(line.wrong for line in self.lines)

    def rows(self) -> dict[date, tuple[str, bool]]:
        """Each day with its name and whether it is off."""
        return {day: (line.name, line.is_off) for line in self.lines for day in line.days}


def keeping_post(person, on):
    """The post in which this person enters holiday notices, or None."""
    posts = (post for post in person.posts(on) if post.role in KEEPERS)
    return next((post for post in posts if post.union.kind == Kind.AUTHORITY), None)


def read_notice(year: int, text: str) -> Notice:
    """A notice from lines of 日期、名称、放假或上班; every line says for itself what is wrong."""
    written = [line.strip() for line in text.splitlines() if line.strip()]
    if not written:
        return Notice(year, (), "没有内容，请逐行填写日期、名称、放假或上班。")
    if len(written) > MOST_LINES:
        return Notice(year, (), f"超过{MOST_LINES}行，请核对是不是放假通知。")
    lines = tuple(_line(year, number, line) for number, line in enumerate(written, start=1))
    lines = _without_repeats(lines)
    whole = "" if any(line.wrong for line in lines) else _whole(year, lines)
    return Notice(year, lines, whole)


def _line(year: int, number: int, text: str) -> Line:
    try:
        days, rest = _days(text)
        words = [word for word in PARTS.split(rest) if word]
        kinds = [word for word in words if word in OFF]
        names = [word for word in words if word not in OFF]
        if len(kinds) != 1 or len(names) != 1:
            raise ValueError("应依次写日期、名称、放假或上班，例如 2027-01-01 元旦 放假")
        line = Line(number, text, days, names[0][:20], OFF[kinds[0]])
        parse_holidays(_rows(year, line))
    except ValueError as wrong:
        return Line(number, text, wrong=_plain(str(wrong)))
    return line


def _days(text: str) -> tuple[tuple[date, ...], str]:
    """The day or the days a line begins with, and the rest of it."""
    found = WRITTEN.match(text)
    if found is None:
        raise ValueError("开头应是日期，写成2027-01-01或2027年1月1日")
    first, rest = _day(found), text[found.end() :]
    if (to := TO.match(rest)) and (until := WRITTEN.match(rest[to.end() :])):
        last, rest = _day(until), rest[to.end() + until.end() :]
    else:
        last = first
    if not 0 <= (last - first).days <= LONGEST:
        raise ValueError(f"起止日期不对：从{first}到{last}")
    return tuple(first + n * ONE_DAY for n in range((last - first).days + 1)), rest


def _day(found: re.Match) -> date:
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        raise ValueError(f"没有{found.group().strip()}这一天") from None


def _rows(year: int, line: Line) -> Iterable[dict[str, str]]:
    return [
        {
            "notice_year": f"{year}",
            "date": day.isoformat(),
            "name": line.name,
            "is_off": f"{int(line.is_off)}",
        }
        for day in line.days
    ]


def _plain(wrong: str) -> str:
    """The refusal without the number of a row that is not the reader's."""
    return re.sub(r"^放假表第\d+条有误：(.*?)；请按放假通知改正$", r"\1", wrong)


def _without_repeats(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """A day may be said once: a line that says one again is wrong."""
    seen: dict[date, int] = {}
    found = []
    for line in lines:
        again = next((day for day in line.days if day in seen), None)
        if again:
            line = Line(line.number, line.text, wrong=f"{again}在第{seen[again]}行已经写过")
        seen |= dict.fromkeys(line.days, line.number)
        found.append(line)
    return tuple(found)


def _whole(year: int, lines: tuple[Line, ...]) -> str:
    """What is wrong with the notice beside those of other years."""
    if not any(date(year, 1, 1) <= day <= date(year, 1, 3) for line in lines for day in line.days):
        return f"没有{year}年元旦的安排，请核对是不是{year}年的通知。"
    days = [day for line in lines for day in line.days]
    other = CalendarDay.objects.filter(date__in=days).exclude(notice_year=year).first()
    return f"{other.date}已由{other.notice_year}年的通知写明，请核对。" if other else ""


def changes(notice: Notice) -> dict[str, int]:
    """How many days would be new, otherwise, or gone."""
    kept = {d.date: (d.name, d.is_off) for d in CalendarDay.objects.filter(notice_year=notice.year)}
    rows = notice.rows()
    return {
        "新增": len(rows.keys() - kept.keys()),
        "改动": sum(kept[day] != rows[day] for day in rows.keys() & kept.keys()),
        "取消": len(kept.keys() - rows.keys()),
    }


def keep_notice(notice: Notice, *, by, post, at) -> None:
    """Keep a sound notice in place of the one kept for its year, and record what changed."""
    if not notice.is_sound:
        raise ValueError("放假通知有误，没有保存。")
    with transaction.atomic():
        counts = {word: f"{number}天" for word, number in changes(notice).items()}
        CalendarDay.objects.filter(notice_year=notice.year).delete()
        CalendarDay.objects.bulk_create(
            CalendarDay(date=day, name=name, is_off=is_off, notice_year=notice.year)
            for day, (name, is_off) in sorted(notice.rows().items())
        )
        after = {"year": notice.year, "rows": len(notice.rows()), **counts}
        record("录入放假安排", post.union, by=by, post=post, at=at, after=after)
