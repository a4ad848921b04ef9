"""The regulations as everybody may read them: whole, in order, each provision once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import rules
from rules.schedule import Standing
from tests.make import make_call, make_city
from workshops.clock import move_to
from workshops.desk.articles import applied, articles, place, provisions
from workshops.desk.imagined import all_passed
from workshops.desk.moneyline import drawn, short_sum
from workshops.desk.rulebook import asides, procedure

from .test_desk import BUDGET, TODAY

pytestmark = pytest.mark.django_db
EDITIONS = [
    (code, edition) for code, one in rules.regulations().items() for edition in one.editions
]
each_edition = pytest.mark.parametrize(
    ("code", "edition"), EDITIONS, ids=[f"{code}-{edition.key}" for code, edition in EDITIONS]
)


@pytest.fixture(autouse=True)
def _on_the_day(db):
    move_to(TODAY)


def test_articles_stand_in_the_order_of_the_text():
    shuffled = ["附则", "第十条", "第二条第（三）项", "第二条第10项", "第二十三条", "第二条"]
    shuffled += ["第十一条第（一）至（三）项", "第七条、第八条", "第二条第（一）项"]
    assert sorted(shuffled, key=place) == [
        "第二条",
        "第二条第（一）项",
        "第二条第（三）项",
        "第二条第10项",
        "第七条、第八条",
        "第十条",
        "第十一条第（一）至（三）项",
        "第二十三条",
        "附则",
    ]


@each_edition
def test_every_requirement_is_shown_once(code, edition):
    listed = [one.id for one in provisions(code, edition)]
    coded = {id for id, (one, _) in applied(edition).items() if one.article != "—"}
    assert len(listed) == len(set(listed))
    shown = {one for one in coded if any(one.startswith(id) for id in listed)}
    assert coded - shown == set()


@each_edition
def test_every_step_is_shown_once(code, edition):
    shown = [one["step"].name for one in procedure(edition)]
    shown += [one["step"].name for group in asides(edition) for one in group["steps"]]
    assert sorted(shown) == sorted(step.name for step in edition.steps)


@each_edition
def test_the_drawing_shows_the_money_the_schedule_pays(code, edition):
    schedule = all_passed(edition, TODAY)
    drawing = drawn(schedule, [("", "neutral")] * 8)
    assert drawing.total_fen == schedule.due_fen == sum(c.amount_fen for c in drawing.columns)
    assert all(one.standing is Standing.DUE for one in schedule.instalments)


@each_edition
def test_a_regulation_is_read_without_login(client, code, edition):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = client.get(reverse("regulation", args=[code]), {"edition": edition.key})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert edition.title in page
    assert "办法没有写明，本系统这样读" in page or not edition.parameters
    assert [one.why for one in edition.parameters if one.why not in page] == []
    assert len(asked) <= BUDGET


def test_the_list_names_every_regulation(client):
    page = client.get(reverse("rulebook")).content.decode()
    assert [e.title for _, e in EDITIONS if e.title not in page] == []


@pytest.mark.parametrize("address", ["/rules/nowhere/", "/rules/nanchang/?edition=none"])
def test_an_unknown_regulation_or_edition_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_a_typed_in_day_of_effect_is_named_with_who_typed_it(client):
    city = make_city()
    page = client.get("/rules/nanchang/").content.decode()
    assert "须录入" in page
    make_call(city)
    page = client.get("/rules/nanchang/").content.decode()
    assert f"文本未写，由{city.authority}录入" in page
    assert "2025年1月1日" in page


def test_what_no_step_tests_is_shown_with_its_reason(monkeypatch):
    code, edition = EDITIONS[0]
    one = next(iter(applied(edition).values()))[0]
    row = {"id": "X-01", "article": "第一条", "asks": "目的。", "force": "policy"}
    mine = {"id": one.id, "article": one.article, "asks": one.asks, "force": one.force}
    rows = (row | {"where": "none", "reason": "宗旨，无须核对"}, mine | {"where": "", "reason": ""})
    monkeypatch.setattr("workshops.desk.articles.table", lambda code: rows)
    first = articles(code, edition)[0].provisions[0]
    assert (first.force_label, first.applied, first.reason) == ("倡导", (), "宗旨，无须核对")
    again = next(p for p in provisions(code, edition) if p.id == one.id)
    assert again.applied == tuple(applied(edition)[one.id][1])


@pytest.mark.parametrize(
    ("fen", "words"), [(30_000_000, "30万"), (1_500_000, "1.5万"), (500_000, "5,000")]
)
def test_a_sum_over_a_column_is_short(fen, words):
    assert short_sum(fen) == words
