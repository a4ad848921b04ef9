"""The page of a studio: its place on the ladder, what is due, ledgers, people, other titles."""

from datetime import date

import pytest
from django.urls import reverse

from tests.make import NAMED_ON, make_city, make_payment, make_title, moment
from tests.people import TODAY
from tests.province import make_province, name_directly
from workshops.clock import move_to
from workshops.studios.ledgers import LedgerEntry
from workshops.titles.models import Title

from .living import done, ordered, titled

pytestmark = pytest.mark.django_db


def words(client, person, title) -> str:
    client.force_login(person)
    return client.get(reverse("title", args=[title.pk])).content.decode()


def write_down(title, ledger, kind, on, **fields):
    plain = {"title": "技术交流", "entered_by": fields.pop("by"), "entered_at": moment(on)}
    kept = {"studio": title.studio, "ledger": ledger, "kind": kind, "happened_on": on}
    return LedgerEntry.objects.create(**kept, **plain | fields)


def here(page: str) -> str:
    """The rung that is marked as today's."""
    return page.split('aria-current="step"')[1].split("step-label")[1].split(">")[1].split("<")[0]


def test_the_ladder_is_the_one_of_its_text_and_moves_with_the_title(client):
    city, title = titled("shandong")
    move_to(date(2029, 11, 2))
    before = words(client, city.clerk, title)
    assert (here(before), "要求限期整改" in before, "黄牌警告" in before) == ("有效", True, False)

    done(title, "inspection", 2029, city.review_office, date(2029, 11, 1), met=False)
    ordered(title, city.review_office, date(2029, 11, 2), date(2029, 11, 20))

    assert here(words(client, city.clerk, title)) == "要求限期整改"


def test_the_next_three_duties_stand_with_the_days_left_and_late_ones_first(client):
    city, title = titled("china_communications")
    move_to(date(2027, 12, 30))
    assert "还有1天" in words(client, city.clerk, title)

    move_to(date(2028, 1, 2))
    page = words(client, city.clerk, title)

    assert page.count("已逾期2天") == 4  # in the status line, and three of them below
    assert "另有2项逾期" in page


@pytest.mark.parametrize(
    ("who", "offered"),
    [
        ("clerk", {"evaluation"}),
        ("screening_officer", {"visit", "filing"}),
        ("review_office", set()),
    ],
)
def test_the_duty_the_status_names_is_offered_where_it_says_so(client, who, offered):
    city, title = titled("china_communications")
    move_to(date(2027, 12, 30))

    aside = words(client, getattr(city, who), title).split('<section class="next">')[1]
    aside = aside.split("</section>")[0]

    due = {"evaluation", "visit", "filing"}
    links = {key: reverse("duty", args=[title.pk, key, 2027]) for key in due}
    assert {key for key, link in links.items() if f'href="{link}"' in aside} == offered


def test_who_only_supervises_is_offered_no_ledger_that_would_not_open(client):
    place = make_province()
    title = name_directly(place)
    Title.objects.filter(pk=title.pk).update(supervising_union=place.other_city)
    links = {}

    for who in ("clerk", "city_officer", "other_city_officer"):
        client.force_login(getattr(place, who))
        for name in ("title", "title_today"):
            page = client.get(reverse(name, args=[title.pk])).content.decode()
            links[who, name] = f"/studios/{title.studio_id}/ledgers/" in page
        opens = client.get(reverse("ledgers", args=[title.studio_id])).status_code == 200
        assert {links[who, "title"], links[who, "title_today"]} == {opens}

    assert links["city_officer", "title"]
    assert not links["other_city_officer", "title"]


def test_ledgers_are_counted_by_kind_for_this_year_and_lead_to_their_rows(client):
    city, title = titled("nanchang")
    move_to(date(2026, 6, 1))
    ledger = title.edition.ledgers[0]
    kind = ledger.kinds[0][0]
    for on in (date(2026, 5, 1), date(2026, 5, 2), date(2025, 5, 2)):
        write_down(title, ledger.key, kind, on, by=city.clerk)

    page = words(client, city.clerk, title)

    link = reverse("ledger", args=[title.studio_id, ledger.key])
    assert f'{link}?kind={kind}&amp;year=2026">{ledger.kinds[0][1]}2条' in page


def test_telephones_are_for_those_who_work_with_the_studio(client):
    city = make_city()
    title = make_title(city)
    title.studio.leaders.update(phone="13800001234")
    move_to(NAMED_ON)

    for person, seen in ((city.clerk, True), (city.screening_officer, True), (city.auditor, False)):
        page = words(client, person, title)
        assert ("张三" in page, "13800001234" in page) == (True, seen)


def test_the_other_titles_of_a_studio_are_listed_for_those_who_may_see_them(client):
    city = make_city()
    title = make_title(city)
    more = {"studio": title.studio, "edition_key": title.edition_key, "title": "省级称号"}
    Title.objects.create(authority=make_province().authority, named_on=NAMED_ON, **more)
    move_to(NAMED_ON)

    assert "省级称号" in words(client, city.clerk, title)
    assert "省级称号" not in words(client, city.review_office, title)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("role", ["review_office", "clerk"])
def test_more_of_everything_asks_no_more(client, role, rows, django_assert_max_num_queries):
    city, title = titled("nanchang")
    make_payment(city, title=title)
    ledger = title.edition.ledgers[0]
    for _ in range(rows):
        write_down(title, ledger.key, ledger.kinds[0][0], date(2026, 5, 1), by=city.clerk)
        more = {"studio": title.studio, "edition_key": title.edition_key, "title": "省级称号"}
        Title.objects.create(authority=city.authority, named_on=NAMED_ON, **more)
    move_to(date(2026, 6, 1))
    words(client, getattr(city, role), title)

    with django_assert_max_num_queries(12) as asked:
        client.get(reverse("title", args=[title.pk]))
    assert len(asked) == {"review_office": 12, "clerk": 11}[role]


@pytest.mark.parametrize("who", ["review_office", "city_officer", "clerk"])
def test_a_title_without_a_filing_asks_few_too(client, who, django_assert_max_num_queries):
    move_to(TODAY)
    place = make_province()
    title = name_directly(place)
    client.force_login(getattr(place, who))
    client.get(reverse("title", args=[title.pk]))

    with django_assert_max_num_queries(12):
        client.get(reverse("title", args=[title.pk]))
