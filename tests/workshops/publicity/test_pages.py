"""The pages of publicity: what everybody sees, what only handlers see."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.make import LAST_POSTING_DAY, TODAY, make_city
from workshops.clock import move_to
from workshops.publicity.models import Posting
from workshops.records.models import CalendarDay

from .test_objections import PERSON
from .test_postings import decided, post

pytestmark = pytest.mark.django_db
AFTER = LAST_POSTING_DAY + timedelta(days=1)


@pytest.fixture(autouse=True)
def _today():
    move_to(TODAY)
    cache.clear()


def posted(**leader):
    """A city and its list on view."""
    city, file = decided(**leader)
    return city, file, post(city, file.call)


def objecting(client, posting, **typed):
    """Fill in the public form."""
    url = reverse("object", args=[posting.address])
    return client.post(url, {"entry": 1} | PERSON | typed)


def as_(client, person):
    client.force_login(person)
    return client


def test_the_office_sees_both_readings_and_posts(client):
    city, file = decided()
    url = reverse("posting_new", args=[file.call_id])
    page = as_(client, city.review_office).get(url).content.decode()
    assert "第1个工作日3月3日（周二）" in page
    assert "2026年3月9日（星期一）" in page
    assert "2026年3月6日（星期五）" in page

    answer = client.post(url, {"title": "公示", "contact": "0791-86000000"})

    assert answer.url == reverse("posting", args=[Posting.objects.get().address])


def test_an_unknown_year_is_named_and_nothing_can_be_posted(client):
    city, file = decided()
    CalendarDay.objects.filter(notice_year=2026).delete()
    url = reverse("posting_new", args=[file.call_id])

    page = as_(client, city.review_office).get(url).content.decode()
    client.post(url, {"title": "公示", "contact": "0791-86000000"})

    assert "2026年的放假安排尚未录入" in page
    assert Posting.objects.count() == 0


@pytest.mark.parametrize(("who", "status"), [("secretary", 403), ("clerk", 404), ("stranger", 404)])
def test_only_the_office_opens_the_posting_page(client, who, status):
    city, file = decided()

    answer = as_(client, getattr(city, who)).get(reverse("posting_new", args=[file.call_id]))

    assert answer.status_code == status


def test_the_public_page_needs_no_login_and_shows_nothing_personal(client):
    _, file, posting = posted(phone="13800000000", position="高级技师")

    page = client.get(reverse("posting", args=[posting.address])).content.decode()

    assert file.studio.title in page
    assert "张三" in page
    assert [w for w in ("13800000000", "高级技师", "李四", "洪城工匠", "90.00") if w in page] == []


@pytest.mark.parametrize(
    ("who", "shown"), [(None, False), ("stranger", False), ("clerk", True), ("review_office", True)]
)
def test_once_the_days_are_over_only_those_who_serve_there_read_the_names(client, who, shown):
    city, file, posting = posted()
    url = reverse("posting", args=[posting.address])
    move_to(LAST_POSTING_DAY)
    assert "张三" in client.get(url).content.decode()

    move_to(AFTER)
    if who:
        client.force_login(getattr(city, who))
    page = client.get(url).content.decode()

    assert "公示已结束" in page
    assert [name in page for name in ("张三", file.studio.title)] == [shown, shown]


def count(client, url) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def test_lists_ask_as_much_of_three_rows_as_of_one(client):
    city, _, posting = posted()
    objecting(client, posting)
    addresses = ["postings", "objections"]
    as_(client, city.review_office)
    first = [count(client, reverse(name)) for name in addresses]
    for _ in range(2):
        _, other = decided(city)
        objecting(client, post(city, other.call))

    third = [count(client, reverse(name)) for name in addresses]

    assert first == third
    assert max(third) <= 12


def test_the_posting_page_asks_as_much_of_three_rows_as_of_one(client):
    city, file = decided()
    url = reverse("posting_new", args=[file.call_id])
    as_(client, city.review_office)
    first = count(client, url)
    decided(city)
    decided(city)

    assert count(client, url) == first
    assert first <= 12


def test_the_day_of_posting_is_the_demo_day(client):
    city, file = decided()
    move_to(date(2026, 3, 4))
    url = reverse("posting_new", args=[file.call_id])

    as_(client, city.review_office).post(url, {"title": "公示", "contact": "0791-86000000"})

    assert Posting.objects.get().posted_on == date(2026, 3, 4)


def test_a_city_without_postings_says_so(client):
    make_city()

    assert "现在没有公示" in client.get(reverse("postings")).content.decode()
