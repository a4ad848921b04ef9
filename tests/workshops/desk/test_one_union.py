"""The page of a union: what stands in it or below it, for whom, and what it costs."""

from datetime import date, timedelta
from time import perf_counter

import pytest
from django.db import connection
from django.urls import reverse

from rules.facts import Level
from tests.make import NAMED_ON, advanced_to, make_city, make_payment, make_person, make_studio
from tests.people import make_union
from tests.workshops.titles.living import titled
from workshops.clock import move_to
from workshops.studios.models import Studio
from workshops.titles.models import Title
from workshops.titles.reminders import Reminder, remind
from workshops.unions.models import Kind, Role, TradeUnion

pytestmark = pytest.mark.django_db

MANY = 3000


def page(client, person, union, **asked):
    client.force_login(person)
    return client.get(reverse("union", args=[union.pk]), asked)


def words(client, person, union) -> str:
    return page(client, person, union).content.decode()


def test_a_unit_shows_its_titles_money_and_people(client):
    city = make_city()
    payment = make_payment(city, paid_on=NAMED_ON, state="paid")
    move_to(NAMED_ON)

    shown = words(client, city.clerk, city.unit)

    assert reverse("title", args=[payment.title.pk]) in shown
    assert "300,000.00 元" in shown
    assert f"{city.clerk.full_name}（经办人）" in shown


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("clerk", "title"),
        ("clerk", "application"),
        ("finance_clerk", "titles"),
        ("finance_clerk", "payments"),
        ("screening_officer", "applications"),
        ("screening_officer", "ledgers"),
        ("review_office", "ledger_studios"),
        ("review_office", "named_together"),
    ],
)
def test_the_unit_of_a_titled_studio_is_a_link_that_opens(client, who, name):
    city = make_city()
    title = make_payment(city).title
    make_studio(city.unit)  # lest the list of ledgers go straight to the only one
    keys = {"title": title.pk, "application": title.application_id, "ledgers": title.studio_id}
    asked = {"number": title.document_number} if name == "named_together" else {}
    client.force_login(getattr(city, who))

    shown = client.get(reverse(name, args=[keys[name]] if name in keys else []), asked)

    address = reverse("union", args=[city.unit.pk])
    assert f'<a href="{address}">{city.unit.title}</a>' in shown.content.decode()
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("who", ["other_clerk", "neighbour_officer"])
def test_a_neighbour_finds_the_union_and_nothing_of_what_stands_in_it(client, who):
    city = make_city()
    payment = make_payment(city, paid_on=NAMED_ON, state="paid")
    make_studio(city.unit)
    move_to(NAMED_ON)

    for union in (city.unit, city.county, city.authority):
        shown = words(client, getattr(city, who), union)
        assert payment.title.studio.title not in shown
        assert city.clerk.full_name + "（" not in shown
        assert "没有您能看到的称号" in shown


def test_strangers_and_other_cities_find_no_such_union(client):
    city = make_city()
    beside = make_union(kind=Kind.AUTHORITY, level=Level.PREFECTURE)
    far = make_person(*Role, union=beside)

    for person in (city.stranger, far):
        assert page(client, person, city.unit).status_code == 404


def test_experts_stay_unnamed_among_those_in_post(client):
    city = make_city()

    shown = words(client, city.administrator, city.authority)

    assert f"{city.secretary.full_name}（" in shown
    assert not [one for one in city.experts if f"{one.full_name}（" in shown]


def test_a_county_counts_what_is_late_below_it_once_however_many_were_told(client):
    city, title = titled("china_communications")
    day = date(2028, 1, 1)
    remind(day)
    move_to(day)
    assert Reminder.objects.filter(title=title, stage="late").count() == 6

    found = page(client, city.screening_officer, city.county).context

    assert found["late_in_all"] == 3
    assert [unit["late"] for unit in found["units"]] == [3]
    assert page(client, city.neighbour_officer, city.neighbour).context["late_in_all"] == 0


def test_open_files_are_counted_by_state(client):
    city = make_city()
    advanced_to("recommended", city)

    found = page(client, city.review_office, city.authority).context

    assert found["files"] == [("已推荐", 1)]


def test_an_authority_leads_to_the_unions_below_and_to_their_units(client):
    city = make_city()
    make_payment(city)
    move_to(NAMED_ON)

    shown = words(client, city.review_office, city.authority)

    for union in (city.county, city.neighbour, city.unit):
        assert reverse("union", args=[union.pk]) in shown


def many(city, like: Title) -> None:
    """Three thousand titles in three hundred units of the county, each with something late."""
    plain = {"kind": Kind.UNIT, "level": Level.UNIT, "jurisdiction": city.unit.jurisdiction}
    plain |= {"parent": city.county, "screening_union": city.county}
    units = TradeUnion.objects.bulk_create(
        TradeUnion(title=f"第{n:03}厂工会", **plain) for n in range(300)
    )
    studios = Studio.objects.bulk_create(
        Studio(title=f"工作室{n}", unit_union=units[n % 300]) for n in range(MANY)
    )
    kept = {"authority": city.authority, "edition_key": like.edition_key, "named_on": NAMED_ON}
    titles = Title.objects.bulk_create(Title(studio=one, title="称号", **kept) for one in studios)
    late = {"duty": "evaluation", "due_on": NAMED_ON - timedelta(1), "found_on": NAMED_ON}
    Reminder.objects.bulk_create(
        Reminder(title=one, union=city.county, stage="late", **late) for one in titles
    )
    if connection.vendor == "postgresql":  # it counts its rows by itself once they are committed
        connection.cursor().execute("ANALYZE")


@pytest.mark.parametrize("who", ["review_office", "screening_officer", "clerk"])
@pytest.mark.parametrize("where", ["unit", "county", "authority"])
def test_one_title_or_three_thousand_ask_as_much(client, who, where, django_assert_max_num_queries):
    city, title = titled("china_communications")
    move_to(NAMED_ON)
    person, address = getattr(city, who), reverse("union", args=[getattr(city, where).pk])
    client.force_login(person)
    client.get(address)
    with django_assert_max_num_queries(12) as one:
        client.get(address)
    many(city, title)
    began = perf_counter()
    with django_assert_max_num_queries(12) as thousands:
        client.get(address)

    assert len(one) == len(thousands)
    assert perf_counter() - began < 3  # seconds, with room for a busy machine


def test_the_units_come_a_page_at_a_time_and_the_counts_are_of_all(client):
    city, title = titled("china_communications")
    many(city, title)
    move_to(NAMED_ON)

    last = page(client, city.review_office, city.authority, page=7).context

    assert (last["titles_in_all"], last["late_in_all"]) == (MANY + 1, MANY)
    assert len(last["units"]) == 1
    assert last["next_url"] == ""
