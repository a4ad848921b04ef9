"""The day of a check of all studios at once: fixed by the office, due where a reading says so."""

from datetime import date

import pytest
from django.urls import reverse

from workshops.clock import move_to
from workshops.records.models import Event
from workshops.titles.duties import laid_out
from workshops.titles.models import Title
from workshops.unions.models import TradeUnion

from .living import titled

pytestmark = pytest.mark.django_db
ON, LATER = date(2027, 3, 1), date(2027, 7, 1)


@pytest.fixture
def place():
    move_to(ON)
    city, title = titled("shandong")
    title.settings = {"inspect_anchor": "campaign"}
    title.save()
    return city, title


def fixed(client, person, day):
    client.force_login(person)
    return client.post(reverse("campaigns"), {"day": day})


def days(title) -> list[str]:
    lines = laid_out(Title.objects.get(pk=title.pk), LATER, years=4)
    return [line.due_on.isoformat() for line in lines if line.duty.key == "inspection"]


def test_a_day_the_office_fixes_is_the_last_day_where_the_title_goes_by_it(client, place):
    city, title = place
    assert days(title) == []

    for day in ("2027-05-31", "2030-06-30", "2027-06-15"):
        assert fixed(client, city.review_office, day).status_code == 302

    assert days(title) == ["2027-06-15", "2030-06-30"]
    acts = Event.objects.filter(act="确定统一检查的最后一日").order_by("pk")
    assert acts.last().before == {"最后一日": "2027-05-31"}
    Title.objects.filter(pk=title.pk).update(settings={})
    assert days(title) == ["2029-12-31"]


def test_a_day_that_has_passed_is_neither_fixed_nor_moved(client, place):
    city, title = place
    fixed(client, city.review_office, "2027-06-15")
    early = fixed(client, city.review_office, "2027-02-01")
    move_to(LATER)

    late = fixed(client, city.review_office, "2027-09-01")

    for answer in (early, late):
        assert "2027年的日期已经过去" in answer.content.decode()
    assert days(title) == ["2027-06-15"]


def test_the_page_says_that_the_day_does_not_count_by_the_reading_in_force(client, place):
    client.force_login(place[0].review_office)

    assert "这里定的日期不作期限" in client.get(reverse("campaigns")).content.decode()
    assert reverse("campaigns") in client.get(reverse("titles")).content.decode()


@pytest.mark.parametrize("who", ["clerk", "secretary", "screening_officer", "stranger"])
def test_others_have_no_such_page(client, place, who):
    client.force_login(getattr(place[0], who))

    assert client.get(reverse("campaigns")).status_code == 404


def test_a_text_without_such_a_reading_has_no_such_page(client, place):
    city, _ = place
    TradeUnion.objects.filter(pk=city.authority.pk).update(jurisdiction="yangpu")
    client.force_login(city.review_office)

    assert client.get(reverse("campaigns")).status_code == 404
    assert reverse("campaigns") not in client.get(reverse("titles")).content.decode()
