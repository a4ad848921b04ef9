"""A change that touches much is tried out beside the pages, and activated with what was found."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from openpyxl import load_workbook

import rules
from tests.make import (
    EDITION,
    TODAY,
    attach,
    make_application,
    make_city,
    make_person,
    make_title,
    moment,
)
from workshops.applications.amendments import PATIENCE, Amendment, Trial, TrialLine
from workshops.records.actions import broken_link
from workshops.records.models import Event
from workshops.titles import trials
from workshops.titles.amending import Change, prepare
from workshops.titles.models import Title
from workshops.titles.replay import Replay, proposal_of
from workshops.unions.models import Role

pytestmark = pytest.mark.django_db

NANCHANG = rules.edition("nanchang", EDITION)
EARLIER = {"deadline.before_is_inclusive": False}


@pytest.fixture
def city(monkeypatch):
    """A city with one title, in which one thing is already too much for a page."""
    monkeypatch.setattr(trials, "AT_ONCE", 0)
    monkeypatch.setattr(trials, "send_off", lambda trial: None)
    city = make_city()
    city.head = make_person(Role.CHAIR, union=city.authority)
    city.title = make_title(city)
    return city


def waiting(city, **more) -> Amendment:
    change = Change(NANCHANG, EARLIER, "党组会纪要", **more)
    return prepare(city.authority, change, by=city.administrator, on=TODAY, at=moment())


def tried(amendment) -> Trial:
    """A trial begun today and worked out by the command, as the process of its own does."""
    trial = trials.begin(amendment, on=TODAY, at=moment())
    call_command("replay", trial=trial.pk)
    return Trial.objects.get(pk=trial.pk)


def page(client, person, amendment):
    client.force_login(person)
    return client.get(reverse("amendment", args=[amendment.pk])).content.decode()


def activated(client, person, amendment, seen="{}"):
    client.force_login(person)
    return client.post(reverse("amendment_activate", args=[amendment.pk]), {"seen": seen})


def seen_by(client, person, amendment) -> str:
    client.force_login(person)
    shown = client.get(reverse("amendment", args=[amendment.pk]))
    return shown.context["activation"]["seen"].value()


def test_a_trial_finds_what_a_page_would_have_found(city):
    amendment = waiting(city)
    replay = Replay(proposal_of(amendment), TODAY)
    found = list(replay.differences())
    trial = tried(amendment)

    assert list(trials.differences(trial)) == found != []
    assert (trial.counts, trial.done) == (replay.counts(), 1)


def test_the_page_begins_nothing_by_being_looked_at(client, city):
    text = page(client, city.head, waiting(city))

    assert "开始试算" in text
    assert "我已核对，启用" not in text
    assert not Trial.objects.exists()


def test_a_click_begins_it_and_the_page_says_how_far_it_is(client, city):
    amendment = waiting(city)
    client.force_login(city.head)
    client.post(reverse("amendment_try", args=[amendment.pk]))
    text = page(client, city.head, amendment)

    assert "已核对 0 件，共 1 件" in text
    assert "刷新" in text


@pytest.mark.parametrize("who", ["auditor", "clerk"])
def test_others_cannot_begin_one(client, city, who):
    amendment = waiting(city)
    client.force_login(getattr(city, who))

    assert client.post(reverse("amendment_try", args=[amendment.pk])).status_code == 404
    assert not Trial.objects.exists()


def test_a_second_click_leaves_the_one_at_work(city):
    amendment = waiting(city)
    first = trials.begin(amendment, on=TODAY, at=moment())

    assert trials.begin(amendment, on=TODAY, at=moment()) == first


def test_one_that_broke_off_is_said_so_and_begun_anew(client, city):
    amendment = waiting(city)
    first = trials.begin(amendment, on=TODAY, at=moment())
    Trial.objects.update(heard_at=moment() - PATIENCE - timedelta(hours=20))

    assert "试算中断了" in page(client, city.head, amendment)
    assert trials.begin(amendment, on=TODAY, at=moment()) != first


def test_the_finished_result_is_shown_with_its_list_and_its_workbook(client, city):
    amendment = waiting(city)
    tried(amendment)
    text = page(client, city.head, amendment)
    book = client.get(reverse("amendment_workbook", args=[amendment.pk]))
    sheet = load_workbook(BytesIO(book.content)).active

    assert reverse("title", args=[city.title.pk]) in text
    assert "我已核对，启用" in text
    assert sheet.cell(3, 9).value == "2026年12月30日"


def test_a_link_added_since_makes_the_result_stale(client, city):
    amendment = waiting(city)
    tried(amendment)
    seen = seen_by(client, city.head, amendment)
    attach(make_application(city), "consent", by=city.clerk)

    assert "结果不再作数" in page(client, city.head, amendment)
    assert activated(client, city.head, amendment, seen).status_code == 409
    assert Amendment.objects.get().activated_at is None


def test_taking_the_workbook_home_leaves_the_result_standing(client, city):
    amendment = waiting(city)
    tried(amendment)
    client.force_login(city.head)
    client.get(reverse("amendment_workbook", args=[amendment.pk]))

    assert "我已核对，启用" in page(client, city.head, amendment)


def test_without_a_trial_nothing_is_activated(client, city):
    amendment = waiting(city)
    answer = activated(client, city.head, amendment)

    assert answer.status_code == 409
    assert "重新试算" in answer.content.decode()


def test_other_counts_than_the_trials_are_refused(client, city):
    amendment = waiting(city)
    tried(amendment)

    assert activated(client, city.head, amendment).status_code == 409


def test_it_is_activated_with_the_trial_and_reaches_what_it_found(client, city):
    amendment = waiting(city, reaches_existing=True, reach_reason="上级要求")
    tried(amendment)
    answer = activated(client, city.head, amendment, seen_by(client, city.head, amendment))

    assert (answer.status_code, Trial.objects.count()) == (302, 0)
    assert Title.objects.get().settings == EARLIER
    assert Event.objects.about(city.title).latest("number").why == "上级要求"
    assert broken_link() is None


def test_a_trial_nobody_wants_any_more_stops(city):
    trial = trials.begin(waiting(city), on=TODAY, at=moment())
    Trial.objects.all().delete()

    with pytest.raises(trials.Stale):
        trials.work_out(trial, moment)


def test_the_command_says_so_where_there_is_no_such_trial(city):
    with pytest.raises(CommandError, match="没有待完成的试算"):
        call_command("replay", trial=0)


def test_the_page_of_a_trial_asks_as_much_for_many_differences_as_for_one(
    client, city, django_assert_max_num_queries
):
    amendment = waiting(city)
    tried(amendment)
    page(client, city.head, amendment)  # signs in
    address, asked = reverse("amendment", args=[amendment.pk]), []
    for _ in range(2):
        with django_assert_max_num_queries(12) as counted:
            client.get(address)
        asked.append(len(counted))
        line = TrialLine.objects.get(number=1)
        more = {"is_title": True, "subject_id": line.subject_id, "content": line.content}
        rows = (TrialLine(trial=line.trial, number=number, **more) for number in range(2, 200))
        TrialLine.objects.bulk_create(rows)

    assert asked[0] == asked[1]
