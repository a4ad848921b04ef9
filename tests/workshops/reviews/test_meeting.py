"""The deciding meeting: within the target, in the order of scores, never below the line."""

from decimal import Decimal

import pytest

from tests.make import TODAY, make_call, make_city, moment
from workshops.applications.models import Application
from workshops.records.lifecycle import NotPermitted, NotPossible, Refused
from workshops.records.models import Decision
from workshops.reviews.meeting import Motion, ballot, hold, passed_by, proposed, verdicts
from workshops.reviews.ranking import rank

from .test_ranking import make_field, score

pytestmark = pytest.mark.django_db
ACTS = {"on": TODAY, "at": moment()}


def ranked(*totals, target=2):
    """A city, its call, and its files by total, ranked."""
    city = make_city()
    call = make_call(city, target=target)
    files = make_field(city, *[[score(total)] for total in totals])
    rank(call, by=city.review_office, **ACTS)
    return city, call, dict(zip(totals, files, strict=True))


def motion(*files, **reasons) -> Motion:
    chosen = frozenset(file.pk for file in files)
    return Motion(TODAY, "纪要〔2026〕1号", chosen, "未列入名单。", reasons)


def states(files) -> dict:
    return {total: Application.objects.get(pk=file.pk).state for total, file in files.items()}


def test_the_meeting_decides_the_chosen_and_passes_over_the_rest():
    city, call, files = ranked(95, 90, 85, 70)

    hold(call, motion(files[95], files[90]), by=city.secretary, **ACTS)

    assert states(files) == {
        95: "decided",
        90: "decided",
        85: "not_selected",
        70: "not_selected",
    }
    reasons = Decision.objects.filter(step="pass_over").order_by("subject_id")
    assert [d.particulars["reason"] for d in reasons] == [
        "未列入名单。",
        "得分未达到入围标准80分。",
    ]


def test_more_than_the_target_is_refused_and_changes_nothing():
    city, call, files = ranked(95, 90, 85)

    with pytest.raises(Refused, match="拟确定3个，年度名额2个"):
        hold(call, motion(*files.values()), by=city.secretary, **ACTS)

    assert set(states(files).values()) == {"shortlisted"}


def test_places_may_stay_empty():
    city, call, files = ranked(95, 90)

    hold(call, motion(), by=city.secretary, **ACTS)

    assert set(states(files).values()) == {"not_selected"}


def test_passing_over_a_higher_score_needs_a_reason():
    city, call, files = ranked(95, 90, 85)

    with pytest.raises(Refused, match="排名在前而未选定"):
        hold(call, motion(files[95], files[85]), by=city.secretary, **ACTS)


def test_with_a_reason_the_order_may_be_left_and_the_record_names_who_was_passed():
    city, call, files = ranked(95, 90, 85)
    reasons = {"NC-07e-order": "同一单位已有一个"}

    hold(call, motion(files[95], files[85], **reasons), by=city.secretary, **ACTS)

    decision = Decision.objects.get(step="decide", subject_id=files[85].pk)
    assert decision.particulars["passes_over"] == f"{files[90].studio.title}（90.00分）"
    assert states(files) == {95: "decided", 90: "not_selected", 85: "decided"}


def test_below_the_line_is_never_chosen():
    city, call, files = ranked(95, 70)

    with pytest.raises(NotPossible):
        hold(call, motion(files[70]), by=city.secretary, **ACTS)


def test_the_page_judges_as_the_door_does():
    _, call, files = ranked(95, 90, 85)
    found = verdicts(call, ballot(call), motion(files[95], files[85]), on=TODAY)

    assert [[f.id for f in verdict.blocking] for verdict in found] == [[], ["NC-07e-order"]]


@pytest.mark.parametrize("who", ["review_office", "clerk", "stranger"])
def test_only_the_secretary_enters_the_meeting(who):
    city, call, files = ranked(95)

    with pytest.raises(NotPermitted):
        hold(call, motion(files[95]), by=getattr(city, who), **ACTS)


def test_the_second_of_two_meetings_finds_nothing_left():
    city, call, files = ranked(95, 90)
    hold(call, motion(files[95]), by=city.secretary, **ACTS)

    with pytest.raises(NotPossible):
        hold(call, motion(files[90]), by=city.secretary, **ACTS)


@pytest.mark.parametrize(
    ("totals", "target", "kept", "tied"),
    [
        ((95, 90), 2, (95, 90), 0),
        ((95, 90, 85), 2, (95, 90), 0),
        ((95, 90), 0, (), 0),
    ],
)
def test_the_list_is_proposed_by_score_up_to_the_target(totals, target, kept, tied):
    _, call, files = ranked(*totals, target=target)

    ids, across = proposed(ballot(call), target)

    assert ids == [files[total].pk for total in kept]
    assert len(across) == tied


def test_a_tie_across_the_cut_is_left_to_the_meeting():
    city = make_city()
    call = make_call(city, target=2)
    files = make_field(city, [score(95)], [score(90)], [score(90)])
    rank(call, by=city.review_office, **ACTS)

    ids, across = proposed(ballot(call), 2)

    assert ids == [files[0].pk]
    assert {file.pk for file in across} == {files[1].pk, files[2].pk}


def test_choosing_one_of_two_equals_passes_nobody_over():
    city = make_city()
    call = make_call(city, target=1)
    first, second = make_field(city, [score(90)], [score(90)])
    rank(call, by=city.review_office, **ACTS)

    listed = ballot(call)

    assert listed[0].score == Decimal("90.00")
    assert passed_by(listed[1], listed, frozenset({second.pk})) == ""
    assert first.pk != second.pk
