"""Score sheets: drafts, submitting, returning, and the freeze after the ranking."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from tests.make import TODAY, advanced_to, make_city, make_sheet, moment
from workshops.records.models import Event
from workshops.reviews.actions import (
    RANKED,
    Unready,
    assign,
    fill,
    send_back,
    stand_aside,
    submit,
    take_back,
)
from workshops.reviews.models import Mark, ScoreSheet
from workshops.reviews.ranking import rank

pytestmark = pytest.mark.django_db
ACTS = {"on": TODAY, "at": moment()}


def drafting(points=None):
    """A city, an expert's sheet not yet submitted, and its criteria's ids."""
    city = make_city()
    application = advanced_to("in_review", city)
    sheet = make_sheet(application, city.experts[0], submitted=False)
    criteria = [criterion.pk for criterion in application.call.criteria.all()]
    for criterion, value in zip(criteria, points or (), strict=False):
        Mark.objects.create(sheet=sheet, criterion_id=criterion, points=value)
    return city, sheet, criteria


def ranked():
    """A city and a sheet already in the ranking."""
    city = make_city()
    application = advanced_to("in_review", city)
    sheet = make_sheet(application, city.experts[0])
    rank(application.call, by=city.review_office, **ACTS)
    sheet.refresh_from_db()
    return city, sheet


def test_a_draft_keeps_some_points_and_clears_others():
    city, sheet, (first, second) = drafting(points=(30, 50))

    fill(sheet, {first: Decimal("8.5"), second: None}, "尚可", by=city.experts[0], **ACTS)

    assert list(sheet.marks.values_list("criterion", "points")) == [(first, Decimal("8.5"))]


def test_an_incomplete_sheet_is_not_handed_in():
    city, sheet, _ = drafting(points=(30,))

    with pytest.raises(Unready, match="“项目2”还没有评分"):
        submit(sheet, by=city.experts[0], **ACTS)


def test_full_marks_may_be_given():
    city, sheet, _ = drafting(points=(40, 60))

    submit(sheet, by=city.experts[0], **ACTS)

    sheet.refresh_from_db()
    assert sheet.submitted_at == moment()


def test_more_than_full_marks_may_not():
    city, sheet, _ = drafting(points=(40, Decimal("60.1")))

    with pytest.raises(Unready, match="“项目2”超过满分60分"):
        submit(sheet, by=city.experts[0], **ACTS)


def test_a_submitted_sheet_is_frozen():
    city, sheet, (first, _) = drafting(points=(40, 60))
    submit(sheet, by=city.experts[0], **ACTS)

    with pytest.raises(Unready, match="评分表已提交"):
        fill(sheet, {first: Decimal(1)}, "", by=city.experts[0], **ACTS)


def test_the_office_returns_a_sheet_with_its_reason():
    city, sheet, _ = drafting(points=(40, 60))
    submit(sheet, by=city.experts[0], **ACTS)

    send_back(sheet, by=city.review_office, why="漏看附件", **ACTS)

    sheet.refresh_from_db()
    assert (sheet.submitted_at, sheet.return_reason) == (None, "漏看附件")
    assert Event.objects.last().why == "漏看附件"


def test_a_submitted_sheet_is_not_taken_back():
    city, sheet, _ = drafting(points=(40, 60))
    submit(sheet, by=city.experts[0], **ACTS)

    with pytest.raises(Unready, match="已提交"):
        take_back(sheet, by=city.review_office, why="换人", **ACTS)


@pytest.mark.parametrize("act", [send_back, stand_aside, take_back])
def test_nothing_is_done_to_a_ranked_sheet(act):
    city, sheet = ranked()

    with pytest.raises(Unready) as refusal:
        act(sheet, by=city.review_office, why="重评", **ACTS)

    assert str(refusal.value) == RANKED


def test_no_expert_joins_after_the_ranking():
    city, sheet = ranked()

    experts = [city.experts[1].pk]

    with pytest.raises(Unready) as refusal:
        assign(sheet.application, experts, by=city.review_office, **ACTS)

    assert str(refusal.value) == RANKED


@pytest.mark.parametrize(
    "change",
    [
        lambda sheet: sheet.marks.update(points=1),
        lambda sheet: sheet.marks.all()._raw_delete("default"),
        lambda sheet: ScoreSheet.objects.filter(pk=sheet.pk).update(opinion="改"),
    ],
    ids=["points", "a mark gone", "opinion"],
)
def test_the_database_refuses_to_change_a_ranked_sheet(change):
    _, sheet = ranked()

    with pytest.raises(DatabaseError, match="ranked sheets"), transaction.atomic():
        change(sheet)


def test_history_names_no_points():
    city, sheet, (first, second) = drafting()
    points = {first: Decimal("31.5"), second: Decimal("52.5")}
    fill(sheet, points, "", by=city.experts[0], **ACTS)
    submit(sheet, by=city.experts[0], **ACTS)

    assert list(Event.objects.filter(subject_id=sheet.pk, act="提交评分表").values("after")) == [
        {"after": None}
    ]
