"""A reading changes by two people, after everybody it would touch has been looked through."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

import rules
from tests.make import (
    EDITION,
    TODAY,
    make_application,
    make_call,
    make_city,
    make_person,
    make_title,
    moment,
)
from workshops.applications.amendments import Amendment, RuleSetting, readings_in_force
from workshops.applications.calls import Adoption, Call
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.records.models import Event
from workshops.titles.amending import (
    Broken,
    Change,
    Moved,
    activate,
    broken_cases,
    prepare,
    withdraw,
)
from workshops.titles.models import Title
from workshops.titles.replay import Replay, proposal_of
from workshops.unions.models import Role, TradeUnion

pytestmark = pytest.mark.django_db

NANCHANG = rules.edition("nanchang", EDITION)
KEY = "outcome.benefit"


@pytest.fixture
def city():
    city = make_city()
    city.head = make_person(Role.CHAIR, union=city.authority)
    return city


def acting(person, on=TODAY):
    return {"by": person, "on": on, "at": moment(on)}


def prepared(city, readings=None, **more):
    change = Change(NANCHANG, readings or {KEY: "and"}, "党组会纪要〔2026〕2号", **more)
    authority = TradeUnion.objects.get(pk=city.authority.pk)
    return prepare(authority, change, **acting(city.administrator))


def counts_of(amendment, on=TODAY):
    replay = Replay(proposal_of(amendment), on)
    list(replay.differences())
    return replay.counts()


def activated(city, amendment, by=None):
    activate(amendment, seen=counts_of(amendment), **acting(by or city.head))
    return Amendment.objects.get(pk=amendment.pk)


def in_force(city):
    return readings_in_force(TradeUnion.objects.get(pk=city.authority.pk), EDITION)


def test_nothing_is_in_force_before_a_second_person_activates(city):
    amendment = prepared(city)
    before = in_force(city)
    activated(city, amendment)

    assert (before, in_force(city)) == ({}, {KEY: "and"})


def test_the_history_keeps_the_reading_and_the_counts_seen(city):
    make_application(city)
    amendment = activated(city, prepared(city))
    event = Event.objects.about(amendment).get(act="启用办法变更")

    assert amendment.counts["verdict"] == 1
    assert event.after["核对的申报"] == "1件"
    assert event.after["经济效益和社会效益要不要都有"] == NANCHANG.parameter(KEY).said("and")
    assert (event.person, event.why) == (city.head, "党组会纪要〔2026〕2号")


def test_whoever_prepared_it_may_not_activate_it_in_any_post(city):
    amendment = prepared(city)
    make_person(Role.CHAIR, union=city.authority)
    city.administrator.appointments.create(
        union=city.authority, role=Role.CHAIR, from_on=date(2025, 1, 1)
    )

    with pytest.raises(NotPermitted):
        activated(city, amendment, city.administrator)


def test_the_database_refuses_one_person_in_both_places(city):
    amendment = prepared(city)

    with pytest.raises(IntegrityError):
        Amendment.objects.filter(pk=amendment.pk).update(activated_by=city.administrator)


@pytest.mark.parametrize("who", ["stranger", "clerk", "chair", "review_office", "auditor"])
def test_others_may_neither_prepare_nor_activate(city, who):
    amendment, other = prepared(city), getattr(city, who)

    with pytest.raises(NotPermitted):
        activated(city, amendment, other)
    with pytest.raises(NotPermitted):
        prepare(city.authority, Change(NANCHANG, {KEY: "and"}, "理由"), **acting(other))


def test_what_moved_since_it_was_looked_through_is_shown_again(city):
    amendment = prepared(city)
    seen = counts_of(amendment)
    make_application(city)

    with pytest.raises(Moved) as moved:
        activate(amendment, seen=seen, **acting(city.head))
    assert moved.value.counts["applications"] == 1
    assert in_force(city) == {}


def test_a_change_is_activated_once(city):
    amendment = activated(city, prepared(city))

    with pytest.raises(NotPossible):
        activated(city, amendment)


def test_a_withdrawn_change_cannot_be_activated(city):
    amendment = prepared(city)
    withdraw(amendment, why="再研究", **acting(city.head))

    with pytest.raises(NotPossible):
        activated(city, amendment)
    assert in_force(city) == {}


def test_only_one_change_waits_at_a_time(city):
    prepared(city)

    with pytest.raises(ValidationError, match="等待启用"):
        prepared(city, {"missing_result": "fail"})


@pytest.mark.parametrize(
    ("readings", "why"),
    [({KEY: "or"}, "没有改变"), ({KEY: "both"}, "不在办法"), ({"nonsense": 1}, "不在办法")],
)
def test_what_is_no_change_or_no_reading_is_refused(city, readings, why):
    with pytest.raises(ValidationError, match=why):
        prepared(city, readings)


def test_a_later_reading_supersedes_the_earlier(city):
    activated(city, prepared(city))
    activated(city, prepared(city, {KEY: "or"}))

    assert in_force(city) == {KEY: "or"}
    assert RuleSetting.objects.in_force().count() == 1
    assert RuleSetting.objects.exclude(superseded_at=None).get().value == "and"


# How far it reaches


def test_opened_calls_and_titles_stay_as_they_were(city):
    title = make_title(city)
    activated(city, prepared(city))

    assert Title.objects.get(pk=title.pk).settings == {}
    assert Call.objects.get().settings == {}


def test_reaching_back_needs_a_reason(city):
    with pytest.raises(ValidationError, match="须写明理由"):
        prepared(city, reaches_existing=True)


def test_reaching_back_carries_the_reading_to_calls_and_titles_and_says_so_there(city):
    title = make_title(city)
    readings = {"deadline.before_is_inclusive": False}
    amendment = prepared(city, readings, reaches_existing=True, reach_reason="上级要求")
    activated(city, amendment)

    assert Title.objects.get(pk=title.pk).settings == readings
    assert Call.objects.get().settings == readings
    assert Event.objects.about(title).latest("number").why == "上级要求"


# A later edition


@pytest.fixture
def later(monkeypatch):
    """A later edition of Nanchang's text that pays nothing, its day of effect not written."""
    edition = replace(NANCHANG, key="later", number="洪工发〔2027〕1号")
    regulation = rules.Regulation("南昌市", (NANCHANG, edition))
    known = rules.regulations() | {"nanchang": regulation}
    monkeypatch.setattr(rules, "regulations", lambda: known)
    return edition


@pytest.fixture
def book(monkeypatch):
    """The book of cases, which a test may fill."""
    book = {"edition": "later", "base": [], "case": [], "claim": []}
    monkeypatch.setattr("workshops.documents.casebooks.book_of", lambda code: book)
    return book


@pytest.fixture
def cases(book):
    return book["case"]


def taken_up(city, later, on=TODAY, **more):
    change = Change(later, {}, "修订印发", effective_on=on, **more)
    return prepare(city.authority, change, **acting(city.administrator))


def test_a_later_edition_is_in_force_from_its_day_once_two_people_said_so(city, later, cases):
    make_call(city)
    cases.append({"title": "撤回", "steps": ["withdraw"], "on": TODAY})
    activated(city, taken_up(city, later))

    adopted = dict(Adoption.objects.values_list("edition_key", "effective_on"))
    assert adopted["later"] == TODAY
    assert Call.objects.get().edition_key == EDITION


def test_a_later_edition_that_breaks_a_case_is_not_taken_up(city, later, cases):
    cases.append({"title": "撤回", "steps": ["withdraw"], "on": TODAY, "blocks": ["X"]})

    with pytest.raises(Broken, match="1个演算实例"):
        activated(city, taken_up(city, later))
    assert not Adoption.objects.filter(edition_key="later").exists()


@pytest.mark.parametrize(("pays", "taken"), [(100, True), (99, False)])
def test_a_later_edition_that_breaks_a_claim_is_not_taken_up(city, later, book, pays, taken):
    book["base"].append({"steps": ["claim"], "on": TODAY, "named_on": TODAY})
    bought = [{"cost": 1_000, "on": TODAY}]
    book["claim"].append({"title": "设备", "key": "equipment", "bought": bought, "pays": pays})
    change = taken_up(city, later)
    if taken:
        activated(city, change)
    else:
        with pytest.raises(Broken, match="1个演算实例"):
            activated(city, change)

    assert Adoption.objects.filter(edition_key="later").exists() is taken


def test_a_later_edition_without_cases_is_not_taken_up(city, later, cases):
    with pytest.raises(Broken, match="没有演算实例"):
        activated(city, taken_up(city, later))


def test_a_later_edition_can_reach_what_is_open_and_named(city, later, cases):
    title = make_title(city)
    cases.append({"title": "撤回", "steps": ["withdraw"], "on": TODAY})
    activated(city, taken_up(city, later, reaches_existing=True, reach_reason="附则规定"))

    assert Title.objects.get(pk=title.pk).edition_key == "later"
    assert Call.objects.get().edition_key == "later"


def test_a_day_to_come_cannot_reach_back(city, later):
    with pytest.raises(ValidationError, match="施行日期未到"):
        taken_up(city, later, date(2027, 1, 1), reaches_existing=True, reach_reason="附则规定")


def test_drafts_that_open_under_the_later_edition_follow_it(city, later, cases):
    cases.append({"title": "撤回", "steps": ["withdraw"], "on": TODAY})
    make_call(city, opened_on=None, opens_on=TODAY, year=2027)
    activated(city, taken_up(city, later))

    assert Call.objects.get().edition_key == "later"


def test_other_readings_show_the_cases_they_change_and_are_not_refused(city):
    amendment = prepared(city, {"deadline.before_is_inclusive": False})

    assert [case for case in broken_cases(amendment) if case.step == "name"] != []
    assert activated(city, amendment).activated_by == city.head
