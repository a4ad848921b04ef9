"""The demo city's clock: forward only, recorded, and known nowhere but in the demo."""

from datetime import date

import pytest
from django.urls import reverse

from tests.make import TODAY, make_call, make_city, make_person
from workshops import clock
from workshops.desk.due import due_after, next_due
from workshops.records.models import Event

pytestmark = pytest.mark.django_db


def move(client, **asked):
    return client.post(reverse("demo_clock"), asked, follow=True).content.decode()


def test_the_clock_goes_on_by_a_day_and_the_history_says_so(client):
    move(client, move="day")
    event = Event.objects.get()

    assert clock.today() == date(2026, 3, 3)
    assert (event.before, event.after) == ({"today": "2026-03-02"}, {"today": "2026-03-03"})


def test_the_clock_goes_to_what_falls_due_next(client):
    make_call(make_city())

    move(client, move="next")

    assert clock.today() == date(2026, 4, 30)


def test_the_clock_never_goes_back(client):
    move(client, move="date", on="2026-05-01")

    assert "只能向前" in move(client, move="date", on="2026-04-30")
    assert clock.today() == date(2026, 5, 1)


def test_the_clock_does_not_go_beyond_all_use(client):
    assert "最远到2040年底" in move(client, move="date", on="2041-01-01")
    assert clock.today() == TODAY


@pytest.mark.parametrize("written", ["", "明天", "2026-13-01"])
def test_what_is_no_date_is_refused_in_words(client, written):
    assert "日期写法不对" in move(client, move="date", on=written)


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_the_clock_leads_back_only_to_a_page_of_this_site(client, back):
    answer = client.post(reverse("demo_clock"), {"move": "day", "back": back})

    assert answer.headers["location"] == "/"


def test_outside_the_demo_there_is_no_such_clock(client, settings):
    client.force_login(make_person())
    settings.DEMO = False

    assert client.post(reverse("demo_clock"), {"move": "day"}).status_code == 404


def test_outside_the_demo_nothing_can_set_it(settings):
    settings.DEMO = False

    with pytest.raises(RuntimeError):
        clock.move_to(date(2027, 1, 1))


def test_without_anything_else_the_end_of_the_year_comes_next():
    assert next_due(TODAY).on == date(2026, 12, 31)
    assert next_due(date(2026, 12, 31)).on == date(2027, 1, 1)


def test_what_falls_due_is_in_the_order_of_days_and_not_today():
    make_call(make_city(), opens_on=TODAY, closes_on=date(2026, 3, 20))

    assert [due.on for due in due_after(TODAY)] == [
        date(2026, 3, 20),
        date(2026, 12, 31),
        date(2027, 1, 1),
    ]


def test_one_request_reads_the_day_once(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(3) as seen:
        client.get(reverse("account_login"))

    assert sum("democlock" in query["sql"] for query in seen.captured_queries) == 1
