"""What the night finds due and late, whom it tells, and that it never tells twice."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.people import moment
from tests.subsidies.claiming import sibling
from workshops.clock import move_to
from workshops.titles.ics import calendar_file, folded
from workshops.titles.reminders import Reminder, remind

from .living import done, ordered, titled

pytestmark = pytest.mark.django_db

LAST = date(2027, 12, 31)


def told(on) -> set[tuple[str, str, str]]:
    """What is open that day: the duty, the stage, the union."""
    rows = Reminder.objects.open().filter(due_on=LAST).select_related("union")
    return {(row.duty, row.stage, row.union.title) for row in rows}


@pytest.mark.parametrize(("day", "new"), [(date(2027, 11, 30), 0), (date(2027, 12, 1), 3)])
def test_a_month_ahead_is_the_first_day_it_is_told(day, new):
    titled("china_communications")

    remind(day)

    assert Reminder.objects.filter(due_on=LAST).count() == new


def test_ahead_its_own_union_is_told_and_late_the_one_above_too():
    city, title = titled("china_communications")
    unit, above, authority = title.unit_union.title, title.recommenders[0], city.authority.title

    remind(date(2027, 12, 10))
    assert told(LAST) == {
        ("evaluation", "ahead", unit),
        ("visit", "ahead", above),
        ("filing", "ahead", above),
    }
    remind(date(2028, 1, 1))
    late = {(duty, union) for duty, stage, union in told(LAST) if stage == "late"}
    assert late == {
        ("evaluation", unit),
        ("evaluation", above),
        ("visit", above),
        ("visit", authority),
        ("filing", above),
        ("filing", authority),
    }


def test_a_duty_called_yearly_is_told_with_its_year_once():
    titled("china_communications")
    remind(date(2027, 12, 10))

    labels = {row.label for row in Reminder.objects.filter(duty="visit")}

    assert labels == {"2027年度回访考核"}


def test_twice_or_three_days_late_it_finds_nothing_new():
    titled("china_communications")
    remind(date(2028, 1, 1))

    assert (remind(date(2028, 1, 1)), remind(date(2028, 1, 4))) == (0, 0)


def test_what_is_done_is_not_told_any_more():
    city, title = titled("china_communications")
    remind(date(2027, 12, 10))

    done(title, "visit", 2027, city.screening_officer, date(2027, 12, 11))

    assert "visit" not in {duty for duty, _, _ in told(LAST)}


def test_a_matter_to_be_put_right_is_told_like_a_duty():
    city, title = titled("shandong")
    done(title, "inspection", 2029, city.review_office, date(2029, 11, 1), met=False)
    ordered(title, city.review_office, date(2029, 11, 2), date(2029, 11, 20))

    remind(date(2029, 11, 21))

    rows = Reminder.objects.open().filter(duty="rectification")
    assert {row.stage for row in rows} == {"late"}


def test_the_command_says_how_many_and_refuses_what_is_no_day():
    titled("china_communications")
    said = StringIO()
    call_command("remind", "--on", "2027-12-10", stdout=said)

    assert said.getvalue().strip() == "新增提醒3条。"
    with pytest.raises(CommandError):
        call_command("remind", "--on", "下周")


@pytest.mark.parametrize(
    ("who", "seen"),
    [("screening_officer", True), ("neighbour_officer", False), ("stranger", False)],
)
def test_only_those_concerned_read_it(client, who, seen):
    city, title = titled("china_communications")
    move_to(date(2027, 12, 10))
    remind(date(2027, 12, 10))
    client.force_login(getattr(city, who))

    page = client.get(reverse("reminders")).content.decode()

    assert (title.studio.title in page) is seen


def test_the_list_asks_as_much_for_three_as_for_one(client, django_assert_max_num_queries):
    city, _ = titled("china_communications")
    move_to(date(2027, 12, 10))
    remind(date(2027, 12, 10))
    client.force_login(city.screening_officer)

    with django_assert_max_num_queries(12):
        client.get(reverse("reminders"))


def test_the_night_asks_as_much_for_three_titles_as_for_one(django_assert_num_queries):
    _, title = titled("china_communications")
    title.settings = {"period.roll_forward": True}  # the holiday notices are asked for once as well
    title.save()
    with CaptureQueriesContext(connection) as one:
        remind(date(2027, 12, 10))
    for number in (2, 3):
        sibling(title, number)
    Reminder.objects.all().delete()

    with django_assert_num_queries(len(one)):
        remind(date(2027, 12, 10))

    assert Reminder.objects.filter(due_on=LAST).count() == 9


def test_a_calendar_file_holds_whole_days_in_short_lines():
    words = "创新工作室：2027年度回访考核，逗号和分号;都在" * 3
    content = calendar_file([("1-visit", LAST, words)], moment(date(2027, 1, 1)))

    lines = content.decode().split("\r\n")
    assert "DTSTART;VALUE=DATE:20271231" in lines
    assert max(len(line.encode()) for line in lines) <= 75
    assert "".join(part.removeprefix(" ") for part in folded(words)) == words


def test_the_calendar_of_a_title_is_for_those_who_see_it(client):
    city, title = titled("yangpu")
    client.force_login(city.stranger)
    assert client.get(reverse("title_calendar", args=[title.pk])).status_code == 404

    client.force_login(city.clerk)
    content = client.get(reverse("title_calendar", args=[title.pk])).content.decode()
    assert content.startswith("BEGIN:VCALENDAR\r\n")
