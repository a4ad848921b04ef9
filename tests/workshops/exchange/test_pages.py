"""The pages of this room: the way in, few questions however many rows, the workbook."""

import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.make import make_studio
from workshops.exchange import studio_acts as acts
from workshops.exchange.transfers import Status
from workshops.records.models import Event
from workshops.titles.models import Title

from .places import NAMED, ON, by, founded, joined, place, shown, slip, told

pytestmark = pytest.mark.django_db
PAGES = ("exchange", "studio_exchange", "alliances", "alliance", "outcomes", "outcome")


def full():
    """A place with an alliance, and one of all that is written down here."""
    here = place("shandong")
    here.alliance = founded(here.review_office)
    joined(here.alliance, here.studio, here.review_office)
    fill(here, 1)
    shown(here)
    return here


def fill(here, count):
    """As many more members, each with whom to call, and as much exchange."""
    for number in range(count):
        studio = make_studio(here.unit)
        plain = {"authority": here.authority, "edition_key": here.title.edition_key}
        Title.objects.create(studio=studio, title="示范工作室", named_on=NAMED, **plain)
        joined(here.alliance, studio, here.review_office)
        given = {"full_name": f"联络{number}", "phone": "13900000000", "from_on": ON}
        acts.appoint(studio, slip() | given, **by(here.clerk))
        what = {"kind": "training", "happened_on": ON, "title": "焊接培训"}
        for about in (here.studio, here.alliance):
            acts.write_exchange(about, slip() | what, **by(here.review_office))
        given = told(Status.IN_TALKS, receiver="某公司", owner="归所在单位")
        acts.write_transfer(here.studio.outcomes.get(), given, **by(here.clerk))


def address(here, name) -> str:
    about = {"studio_exchange": here.studio, "alliance": here.alliance}
    about["outcome"] = here.studio.outcomes.get()
    return reverse(name, args=[about[name].pk] if name in about else [])


def asked(client, here, who, name) -> int:
    """How many questions a page asks the database."""
    client.force_login(getattr(here, who))
    client.get("/rules/")  # what is read once a process
    way = address(here, name)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(way).status_code == 200
    return len(seen)


@pytest.mark.parametrize("who", ["clerk", "screening_officer", "review_office"])
def test_every_page_asks_few_questions(client, who):
    here = full()

    assert {name: n for name in PAGES if (n := asked(client, here, who, name)) > 12} == {}


def test_many_rows_ask_no_more_than_one(client):
    here = full()
    before = [asked(client, here, "review_office", name) for name in PAGES]
    fill(here, 2)

    assert [asked(client, here, "review_office", name) for name in PAGES] == before


def test_the_title_leads_here_whoever_works_with_the_studio_and_nobody_else(client):
    here = place("nanchang")
    link = reverse("studio_exchange", args=[here.studio.pk])
    found = {}
    for who in ("clerk", "screening_officer", "review_office", "finance_clerk"):
        client.force_login(getattr(here, who))
        found[who] = link in client.get(reverse("title", args=[here.title.pk])).content.decode()

    assert found == {
        "clerk": True,
        "screening_officer": True,
        "review_office": True,
        "finance_clerk": False,
    }


@pytest.mark.parametrize(("code", "there"), [("nanchang", True), ("quzhou", False)])
def test_the_way_in_is_shown_only_where_the_text_encourages_it(client, code, there):
    here = place(code)
    client.force_login(here.clerk)

    assert (f'href="{reverse("exchange")}"' in client.get("/").content.decode()) is there


def test_a_page_offers_only_what_its_text_has(client):
    here = place("nanchang")
    client.force_login(here.clerk)
    page = client.get(reverse("studio_exchange", args=[here.studio.pk])).content.decode()

    assert "联络人" in page
    assert 'id="alliances"' not in page
    assert "这部办法没有规定：工作室联盟。" in page


def test_the_catalogue_leaves_as_a_workbook_and_who_took_it_is_recorded(client):
    here = full()
    client.force_login(here.review_office)
    answer = client.get(reverse("outcomes_workbook") + "?status=in_talks")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(min_row=3, values_only=True))

    assert [(row[0], row[6], row[8], row[9]) for row in rows] == [
        ("夹具专利", "洽谈中", "某公司", "归所在单位")
    ]
    assert Event.objects.filter(act="导出成果目录").count() == 1


def test_an_outcome_says_what_became_of_it_as_it_was_told(client):
    here = full()
    client.force_login(here.clerk)
    page = client.get(address(here, "outcome")).content.decode()

    assert "成果归属（如实填写）" in page
    assert "归所在单位" in page
