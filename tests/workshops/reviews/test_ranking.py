"""Means, ranks, the line, and who sees a score when."""

from decimal import Decimal

import pytest

from tests.make import (
    TODAY,
    advanced_to,
    make_application,
    make_city,
    make_sheet,
    make_studio,
    moment,
)
from workshops.records.lifecycle import NotPermitted
from workshops.reviews.actions import Unready
from workshops.reviews.models import ScoreSheet
from workshops.reviews.ranking import mean, rank, rank_of, scored, standings

pytestmark = pytest.mark.django_db
ACTS = {"on": TODAY, "at": moment()}


def make_field(city, *sheets):
    """One file in review for each list of sheets; a sheet is its points, or None if not in."""
    files = []
    for points in sheets:
        studio = make_studio(city.unit)
        file = advanced_to("in_review", city, application=make_application(city, studio=studio))
        for expert, given in zip(city.experts, points, strict=False):
            make_sheet(file, expert, points=given or (0, 0), submitted=bool(given))
        files.append(file)
    return files


def score(total) -> tuple:
    """Points that add up to the total."""
    return (40, Decimal(str(total)) - 40)


@pytest.mark.parametrize(
    ("totals", "expected"),
    [
        (("80", "80.1"), "80.05"),
        (("80", "80", "80.1"), "80.03"),
        (("79.9", "80", "80.1"), "80.00"),
        (("90.1", "90.2", "90.2", "90.2", "90.2", "90.2", "90.2", "90.1"), "90.18"),
    ],
)
def test_the_mean_is_exact_to_two_decimals_half_up(totals, expected):
    assert mean(tuple(map(Decimal, totals))) == Decimal(expected)


def test_ties_share_a_rank_and_the_next_is_skipped():
    scores = [Decimal(s) for s in ("90", "85", "85", "80")]

    assert [rank_of(s, scores) for s in scores] == [1, 2, 2, 4]


def test_ranking_fixes_scores_and_shortlists_at_the_line_and_above():
    city = make_city()
    files = make_field(city, [score(79.9)], [score(80)], [score(95)])

    rank(files[0].call, by=city.review_office, **ACTS)

    for file in files:
        file.refresh_from_db()
    assert [(f.score, f.rank, f.state) for f in files] == [
        (Decimal("79.90"), 3, "in_review"),
        (Decimal("80.00"), 2, "shortlisted"),
        (Decimal("95.00"), 1, "shortlisted"),
    ]


def test_no_score_shows_until_every_sheet_of_every_file_is_in():
    city = make_city()
    files = make_field(city, [score(90)], [score(85), None])

    rows = standings(files[0].call, scored(files[0].call), on=TODAY)

    assert [(row.score, row.handed_in) for row in rows] == [(None, 1), (None, 1)]


def test_ranking_waits_for_the_last_sheet_by_name():
    city = make_city()
    files = make_field(city, [score(90)], [score(85), None])

    with pytest.raises(Unready) as refusal:
        rank(files[0].call, by=city.review_office, **ACTS)

    assert files[1].studio.title in str(refusal.value)
    assert files[0].studio.title not in str(refusal.value)


def test_a_file_without_experts_holds_up_the_ranking():
    city = make_city()
    files = make_field(city, [score(90)], [])

    with pytest.raises(Unready):
        rank(files[0].call, by=city.review_office, **ACTS)


def test_ranking_is_done_once():
    city = make_city()
    files = make_field(city, [score(90)])
    rank(files[0].call, by=city.review_office, **ACTS)

    with pytest.raises(Unready, match="已经汇总排名"):
        rank(files[0].call, by=city.review_office, **ACTS)


@pytest.mark.parametrize("who", ["secretary", "clerk", "stranger"])
def test_only_the_office_ranks(who):
    city = make_city()
    files = make_field(city, [score(90)])

    with pytest.raises(NotPermitted):
        rank(files[0].call, by=getattr(city, who), **ACTS)


def test_an_expert_sees_only_his_own_sheet_and_the_office_none_before_all_are_in():
    city = make_city()
    make_field(city, [score(90), None])
    first, second = city.experts[:2]

    seen = {
        who: ScoreSheet.objects.visible_to(who, on=TODAY).count()
        for who in (first, second, city.review_office, city.clerk)
    }

    assert seen == {first: 1, second: 1, city.review_office: 0, city.clerk: 0}


def test_the_office_sees_every_sheet_once_all_are_in():
    city = make_city()
    make_field(city, [score(90), score(80)])

    assert ScoreSheet.objects.visible_to(city.review_office, on=TODAY).count() == 2
