"""The one door: not possible, not permitted, not lawful, and what a step leaves behind."""

from datetime import timedelta

import pytest

from tests.make import (
    TODAY,
    advanced_to,
    attach,
    judgements,
    make_application,
    make_city,
    make_person,
    moment,
)
from workshops.records.actions import advance, open_steps
from workshops.records.lifecycle import NotPermitted, NotPossible, Refused
from workshops.records.models import Decision, Event
from workshops.unions.models import Role

pytestmark = pytest.mark.django_db

SUBMIT = {"truthful": True}


@pytest.fixture
def city():
    return make_city()


@pytest.fixture
def draft(city):
    return make_application(city)


def take(application, step, by, *, on=TODAY, **given) -> Decision:
    return advance(application, step, by=by, on=on, at=moment(on), given=given)


def traces(application) -> dict:
    """Everything a step could leave behind."""
    application = type(application).objects.get(pk=application.pk)
    fields = {f.attname: getattr(application, f.attname) for f in application._meta.concrete_fields}
    kept = {"decisions": Decision.objects.count(), "events": Event.objects.count()}
    return fields | kept | {"screenings": application.screenings.count()}


# Taken


def test_a_step_moves_the_file_and_keeps_its_decision(city, draft):
    decision = take(draft, "submit", city.clerk, **SUBMIT)

    assert (draft.state, draft.submitted_on) == ("submitted", TODAY)
    assert (decision.step, decision.before, decision.after) == ("submit", "draft", "submitted")
    assert (decision.person, decision.union, decision.role) == (city.clerk, city.unit, "经办人")
    assert decision.article == "第七条"
    assert decision.particulars == SUBMIT


def test_a_decision_holds_every_finding_in_words(city, draft):
    decision = take(draft, "submit", city.clerk, **SUBMIT)
    decision.refresh_from_db()

    asked = [requirement.id for requirement in draft.edition.step("submit").requires]
    assert [finding["id"] for finding in decision.findings] == asked
    assert {f["outcome_label"] for f in decision.findings} == {"符合", "待人判定"}


def test_a_step_adds_one_link_to_the_history(city, draft):
    before = Event.objects.count()

    take(draft, "submit", city.clerk, **SUBMIT)

    (event,) = Event.objects.filter(number__gt=before)
    assert (event.act, event.person, event.union) == ("提交申报", city.clerk, city.unit)
    decision = Decision.objects.about(draft).get(step="submit")
    sealed = {"state": "submitted", "decision": decision.pk, "sealed": decision.sealed()}
    assert (event.before, event.after) == ({"state": "draft"}, sealed)
    assert event.subject() == draft


# Not lawful


def test_a_refused_step_leaves_no_trace(city, draft):
    before = traces(draft)

    with pytest.raises(Refused, match="第十五条：材料须真实"):
        take(draft, "submit", city.clerk)

    assert traces(draft) == before


def test_a_refusal_carries_the_verdict_with_every_reason(city, draft):
    draft.studio.members.all().delete()

    with pytest.raises(Refused) as refusal:
        take(draft, "submit", city.clerk)

    assert [f.id for f in refusal.value.verdict.blocking] == ["NC-02-2a", "NC-15a"]


def test_a_step_that_breaks_halfway_leaves_no_trace(city):
    file = advanced_to("consented", city)
    before = traces(file)

    with pytest.raises(KeyError):
        take(file, "send_back", city.screening_officer, reason="补正", unheard_of=1)

    assert traces(file) == before


# Not possible


def test_a_step_of_another_state_is_not_possible(city, draft):
    with pytest.raises(NotPossible):
        take(draft, "recommend", city.screening_officer, judgements=judgements("recommend"))


@pytest.mark.parametrize("step", ["coronation", "save", "delete", "order_rectification"])
def test_a_step_the_text_does_not_have_is_not_possible(city, draft, step):
    with pytest.raises(NotPossible):
        take(draft, step, city.clerk)


def test_no_step_can_be_skipped(city):
    file = advanced_to("submitted", city)

    with pytest.raises(NotPossible):
        take(file, "recommend", city.screening_officer, judgements=judgements("recommend"))


def test_the_second_of_two_clicks_is_not_possible(city, draft):
    first, second = draft, type(draft).objects.get(pk=draft.pk)
    take(first, "submit", city.clerk, **SUBMIT)

    with pytest.raises(NotPossible):
        take(second, "submit", city.clerk, **SUBMIT)

    assert Decision.objects.about(draft).count() == 1


def test_the_state_cannot_be_assigned(draft):
    with pytest.raises(AttributeError):
        draft.state = "named"


def test_an_end_has_no_further_steps(city, draft):
    take(draft, "withdraw", city.clerk)

    assert open_steps(draft, by=city.clerk, on=TODAY) == []


# Not permitted


@pytest.mark.parametrize(
    "who",
    [
        "stranger",
        "chair",
        "other_clerk",
        "neighbour_officer",
        "screening_officer",
        "review_office",
        "administrator",
        "auditor",
    ],
)
def test_only_the_clerk_of_the_units_union_submits(city, draft, who):
    before = traces(draft)

    with pytest.raises(NotPermitted):
        take(draft, "submit", getattr(city, who), **SUBMIT)

    assert traces(draft) == before


@pytest.mark.parametrize("who", ["clerk", "neighbour_officer", "review_office", "secretary"])
def test_only_the_recommending_union_recommends(city, who):
    file = advanced_to("consented", city)

    with pytest.raises(NotPermitted):
        take(file, "recommend", getattr(city, who), judgements=judgements("recommend"))


def test_the_neighbours_officer_of_the_same_role_may_not_take_the_step(city):
    file = advanced_to("consented", city)

    with pytest.raises(NotPermitted):
        take(file, "decline", city.neighbour_officer, reason="不符合")


def test_a_post_that_has_ended_takes_no_step(city, draft):
    former = make_person(Role.CLERK, union=city.unit, until_on=TODAY - timedelta(days=1))

    with pytest.raises(NotPermitted):
        take(draft, "submit", former, **SUBMIT)


def test_the_last_day_of_a_post_counts(city, draft):
    leaving = make_person(Role.CLERK, union=city.unit, until_on=TODAY)

    take(draft, "submit", leaving, **SUBMIT)

    assert draft.state == "submitted"


def test_a_person_who_may_not_sign_in_takes_no_step(city, draft):
    city.clerk.is_active = False
    city.clerk.save()

    with pytest.raises(NotPermitted):
        take(draft, "submit", city.clerk, **SUBMIT)


def test_the_decision_names_the_post_in_which_it_was_taken(city, draft):
    both = make_person(Role.SCREENING_OFFICER, union=city.county)
    both.appointments.create(union=city.unit, role=Role.CLERK, from_on=TODAY)

    decision = take(draft, "submit", both, **SUBMIT)

    assert (decision.union, decision.role) == (city.unit, "经办人")


# Kept for good


def test_a_decision_is_written_once(city, draft):
    decision = take(draft, "submit", city.clerk, **SUBMIT)

    with pytest.raises(TypeError, match="written once"):
        decision.save()
    with pytest.raises(TypeError, match="never deleted"):
        decision.delete()


def test_a_decision_keeps_its_words_when_the_studio_changes(city, draft):
    decision = take(draft, "submit", city.clerk, **SUBMIT)

    draft.studio.members.all().delete()
    kept = Decision.objects.get(pk=decision.pk)

    assert kept.findings == decision.findings
    assert kept.subject().content["members"][0]["full_name"] == "李四"


# Before anyone clicks


def test_open_steps_show_what_may_be_done_and_by_whom(city, draft):
    steps = {s.rule.name: s for s in open_steps(draft, by=city.clerk, on=TODAY)}

    assert sorted(steps) == ["submit", "withdraw"]
    assert [f.id for f in steps["submit"].verdict.blocking] == ["NC-15a"]
    assert steps["submit"].post.union == city.unit


def test_open_steps_give_a_stranger_no_post(city, draft):
    assert [s.post for s in open_steps(draft, by=city.stranger, on=TODAY)] == [None, None]


def test_a_returned_file_is_written_again_and_keeps_its_first_day(city):
    file, later = advanced_to("consented", city), TODAY + timedelta(days=70)
    sent = {"reason": "补充培训记录", "reopened": ["training"]}
    take(file, "send_back", city.screening_officer, **sent)
    attach(file, "training", by=city.clerk)

    take(file, "submit", city.clerk, on=later, **SUBMIT)

    assert (file.state, file.submitted_on, file.reopened) == ("submitted", TODAY, [])
