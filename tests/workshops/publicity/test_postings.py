"""Posting: the days, the white list, and everything or nothing."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from rules.calendar import UnknownYear
from tests.make import (
    LAST_POSTING_DAY,
    TODAY,
    advanced_to,
    make_application,
    make_calendar,
    make_city,
    make_studio,
    moment,
)
from workshops.publicity.actions import post_list
from workshops.publicity.models import Posting
from workshops.publicity.notice import readings
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.records.models import CalendarDay
from workshops.studios.models import Leader

pytestmark = pytest.mark.django_db
WORDS = {"title": "拟命名名单公示", "contact": "经济技术部，0791-86000000"}


def decided(city=None, **leader):
    """A city with the published calendar and one file decided."""
    city = city or make_city()
    if not CalendarDay.objects.exists():
        make_calendar()
    studio = make_studio(city.unit)
    Leader.objects.filter(studio=studio).update(**leader)
    return city, advanced_to("decided", city, application=make_application(city, studio=studio))


def post(city, call, on=TODAY, by=None) -> Posting:
    return post_list(call, **WORDS, by=by or city.review_office, on=on, at=moment(on))


def test_five_working_days_without_the_day_of_posting():
    city, file = decided()

    posting = post(city, file.call)

    assert (posting.last_day, posting.other_last_day) == (LAST_POSTING_DAY, date(2026, 3, 6))
    assert posting.arithmetic[0] == "2026年3月2日（周一）张贴，当日不计入"
    file.refresh_from_db()
    assert file.state == "in_publicity"


@pytest.mark.parametrize(
    ("posted_on", "last"),
    [
        (date(2026, 2, 12), date(2026, 2, 26)),  # New Year's break, and 14 February is worked
        (date(2026, 4, 30), date(2026, 5, 11)),  # May Day, and 9 May is worked
        (date(2026, 9, 30), date(2026, 10, 13)),  # National Day, and 10 October is worked
    ],
)
def test_holidays_and_make_up_days_count_as_the_notice_has_them(posted_on, last):
    _, file = decided()

    assert readings(file.call, posted_on).in_force.last == last


def test_a_year_without_its_notice_is_refused_by_name_and_nothing_is_posted():
    city, file = decided()

    with pytest.raises(UnknownYear, match="2027年"):
        post(city, file.call, on=date(2026, 12, 30))

    file.refresh_from_db()
    assert (file.state, Posting.objects.count()) == ("decided", 0)


def test_the_list_holds_the_white_listed_fields_and_nothing_else():
    city, file = decided(phone="13800000000", position="高级技师")

    posting = post(city, file.call)

    assert posting.entries == [
        {
            "number": 1,
            "studio": file.studio.title,
            "leaders": "张三",
            "unit": "演示机械厂",
            "recommended_by": "东湖演示县总工会",
            "application": file.pk,
        }
    ]


def test_every_decided_file_of_the_call_is_posted_at_once():
    city, first = decided()
    _, second = decided(city)

    posting = post(city, first.call)

    assert set(posting.applications.all()) == {first, second}


def test_nothing_is_posted_twice():
    city, file = decided()
    post(city, file.call)

    with pytest.raises(NotPossible):
        post(city, file.call)


@pytest.mark.parametrize("who", ["secretary", "clerk", "stranger"])
def test_only_the_office_posts(who):
    city, file = decided()

    with pytest.raises(NotPermitted):
        post(city, file.call, by=getattr(city, who))


def test_a_posted_list_is_not_changed_quietly():
    city, file = decided()
    posting = post(city, file.call)
    posting.last_day = TODAY

    with pytest.raises(DatabaseError, match="posted lists"), transaction.atomic():
        posting.save()
