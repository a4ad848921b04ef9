"""The duties of a title laid out through its years: what, by whom, by when, done or late."""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from datetime import date

from rules.base import Duty, Seat
from rules.facts import Facts, shown
from workshops.unions.models import Appointment, Person, Role

from .lifecycle import HELD
from .models import Title
from .years import SCORED, Assessment

KEEPERS = {
    Seat.UNIT: Role.CLERK,
    Seat.RECOMMENDER: Role.SCREENING_OFFICER,
    Seat.AUTHORITY: Role.REVIEW_OFFICE,
}
OWNERS = {Seat.UNIT: "所在单位工会", Seat.RECOMMENDER: "推荐工会", Seat.AUTHORITY: "命名机关"}


def of_year(year: int, label: str) -> str:
    """A duty of a year in words, the word for year only once."""
    return f"{year}年度{label.removeprefix('年度')}"


@dataclass(frozen=True)
class Line:
    """One duty of one period: its last day, and the record that it was done, if there is one."""

    duty: Duty
    due_on: date
    record: Assessment | None

    @property
    def year(self) -> int:
        return self.due_on.year

    @property
    def label(self) -> str:
        """What is due, with its year, in words."""
        return of_year(self.year, self.duty.label)

    @property
    def owner(self) -> str:
        return OWNERS[self.duty.seat]

    def is_late(self, on: date) -> bool:
        return self.record is None and self.due_on < on

    def days(self, on: date) -> int:
        """How many days are left; negative once it is late."""
        return (self.due_on - on).days


def standing(title: Title) -> list[Assessment]:
    """What is recorded and was not withdrawn, oldest first."""
    rows = (row for row in title.assessments.all() if row.withdrawn_at is None)
    return sorted(rows, key=lambda row: (row.assessed_on, row.pk))


def laid_out(title: Title, on: date, *, years: int = 1) -> list[Line]:
    """Every duty with a last day, from the naming until so many years from now, soonest first.

    A title that has ended owes nothing more: of its duties only those recorded are left; one
    that rests on a base title has its duties there.
    """
    if title.named_on is None or title.base_id:
        return []
    done = {(row.duty, row.year): row for row in standing(title)}
    facts, found = title.lasting_facts(title.named_on), []
    for duty in title.edition.duties:
        for day in _last_days(duty, facts, on.year + years):
            key = SCORED if is_scored(title, duty) else duty.key
            record = done.get((key, day.year))
            if record or title.state in HELD:
                found.append(Line(duty, day, record))
    return sorted(found, key=lambda line: (line.due_on, line.duty.key))


def _last_days(duty: Duty, facts: Facts, until: int) -> Iterator[date]:
    """The last days of a duty as seen from the beginning of each year, none of them twice."""
    named_on, seen = facts.on, set()
    for year in range(named_on.year, until + 1) if duty.due else ():
        seen_from = copy(facts)  # there are a hundred facts: a tenth of the time of `replace`
        seen_from.__dict__["on"] = max(named_on, date(year, 1, 1))
        day = duty.due(seen_from)
        if day is not None and day.year <= until and day not in seen:
            seen.add(day)
            yield day


def undated(title: Title) -> list[Duty]:
    """What is recorded whenever it happens: the text names no last day."""
    return [duty for duty in title.edition.duties if duty.recorded and duty.due is None]


def keeper(title: Title, duty: Duty, person: Person, on: date) -> Appointment | None:
    """The post in which this person records a duty done, or None."""
    posts = [post for post in person.posts(on) if post.role == KEEPERS[duty.seat]]
    seated = title.seated(duty.seat) if posts else ()  # whom it seats may be a question
    return next((post for post in posts if post.union_id in seated), None)


def is_scored(title: Title, duty: Duty) -> bool:
    """Whether its result is a score held against the pass line of the call."""
    return "results" in duty.gives and title.is_assessed


def opens_on(title: Title, line: Line) -> date:
    """The first day on which a duty counts for its period, by the text or with its year."""
    duty, begins = line.duty, date(line.year, 1, 1)
    if duty.opens is None:
        return begins
    return duty.opens(title.own_facts(line.due_on), line.due_on) or begins


def why_shut(title: Title, duty: Duty, year: int, on: date) -> str:
    """Why this duty cannot be recorded for that year now; empty where it can."""
    if year in years_to_record(title, duty, on):
        return ""
    lines = [one for one in laid_out(title, on) if one.duty is duty and one.year == year]
    days = [opens_on(title, one) for one in lines if one.record is None]
    label = of_year(year, duty.label)
    if ahead := next((day for day in days if day > on), None):
        return f"{label}从{shown(ahead)}起登记，现在还不能登记。"
    return f"{label}已经登记，或者现在还不能登记。"


def years_to_record(title: Title, duty: Duty, on: date) -> list[int]:
    """The years this duty can now be recorded for, the oldest first.

    Results that move a title are entered in the order of the years; the rest in any order.
    """
    if title.state not in HELD or title.named_on is None:
        return []
    if duty.due is None:
        return [on.year]
    lines = [line for line in laid_out(title, on) if line.duty is duty]
    lines = [line for line in lines if opens_on(title, line) <= on]
    open_ = [line.year for line in lines if line.record is None]
    done = [line.year for line in lines if line.record]
    if "results" in duty.gives:
        return [year for year in open_ if year > max(done, default=0)]
    return open_
