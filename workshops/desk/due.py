"""What falls due next, as days with their words: from calls, postings and the turn of the year."""

from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import CharField, Value

from rules.calendar import year_end
from workshops.applications.calls import Call
from workshops.publicity.models import Posting

ONE_DAY = timedelta(days=1)
OPENS, CLOSES, OVER = "申报开始", "申报截止", "公示期满，可以命名"


class Due(NamedTuple):
    """A day on which something begins or ends."""

    on: date
    label: str


def next_due(on: date) -> Due:
    """The soonest thing that comes after that day."""
    return due_after(on)[0]


def due_after(on: date, *, calls=None, postings=None) -> list[Due]:
    """What comes after that day, soonest first; querysets narrow it to what somebody sees."""
    calls = Call.objects.all() if calls is None else calls
    postings = Posting.objects.all() if postings is None else postings
    last_days = postings.filter(last_day__gte=on)
    dated = [
        _days(calls.filter(opens_on__gt=on), "opens_on", OPENS),
        _days(calls.filter(closes_on__gt=on), "closes_on", CLOSES),
        _days(last_days, "last_day", OVER),
    ]
    # A posting runs until the end of its last day: what follows may happen the day after.
    found = {
        Due(day + ONE_DAY if label == OVER else day, label)
        for day, label in dated[0].union(*dated[1:])
    }
    return sorted(found | set(_turn_of_the_year(on)))


def _days(queryset, field: str, label: str):
    words = Value(label, output_field=CharField())
    return queryset.order_by().values_list(field, words)


def _turn_of_the_year(on: date):
    last = year_end(on.year)
    if last > on:
        yield Due(last, "本年度最后一日")
    yield Due(last + ONE_DAY, "新年度开始")
