"""What titles still have coming is read together and is what each one's own schedule says."""

from dataclasses import replace
from datetime import date

import pytest

import rules
from rules.facts import Facts, Grant
from rules.verdict import Watched
from subsidies.budgets.unpaid import MONEY, alike, due
from subsidies.payments.models import Payment
from tests.make import assess, make_account, make_payment
from tests.subsidies.claiming import place, sibling, topic
from workshops.titles.models import Title
from workshops.titles.supported import Sort
from workshops.titles.years import SCORED

pytestmark = pytest.mark.django_db
CODES = sorted(rules.regulations())
DAY = date(2027, 6, 1)


def one_by_one(on) -> list:
    """Every sum that is not on its way, title by title, by the title's own schedule."""
    found = []
    for title in Title.objects.order_by("pk"):
        begun = set(Payment.objects.standing().filter(title=title).values_list("instalment"))
        rows = title.schedule(on).instalments
        found += [(title.pk, one) for one in rows if (one.key,) not in begun]
    return found


def together(on) -> list:
    """The same as it is read for pages."""
    rows = [row for one in alike(Title.objects.all()) for row in one.open_sums(one.facts(on))]
    return sorted(rows, key=lambda row: row[0])


def several(code):
    """Five titles of a text: two the same, one later, one with support before, one with effect."""
    city, title = place(code)
    titles = [title, *(sibling(Title.objects.get(pk=title.pk), place) for place in range(4))]
    changed = ({}, {}, {"named_on": date(2027, 1, 5)}, {}, {"effect_on": DAY})
    for one, fields in zip(titles, changed, strict=True):
        Title.objects.filter(pk=one.pk).update(**fields)
    given = {"sort": Sort.BEFORE, "amount_fen": 1_000_000, "given_on": title.named_on}
    titles[3].supports.create(union=city.authority, **given)
    return city, titles


@pytest.mark.parametrize("code", CODES)
def test_titles_read_together_have_the_sums_each_has_alone(code):
    several(code)

    assert together(DAY) == one_by_one(DAY)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("results", [{}, {2027: True, 2028: False}, {2027: False, 2028: False}])
def test_the_money_of_no_text_turns_on_more_than_titles_are_held_apart_by(code, results):
    grant = Grant("topic-00001", "课题", DAY, "topic", decided_fen=1, minutes_number="纪要")
    later = {"leader_changed_on": date(2028, 3, 1), "results": results, "grants": (grant,)}
    for edition in rules.regulations()[code].editions:
        readings = [
            (p.key, word) for p in edition.parameters for word in (p.default, *p.alternatives)
        ]
        for key, word in readings:
            sort = next(iter(edition.plaques), None)
            facts = Facts(on=date(2031, 1, 1), named_on=date(2026, 5, 1), title_type=sort)
            watched = Watched(replace(facts, settings={key: word}, **later))
            edition.schedule(watched)

            assert watched.seen <= MONEY


def test_scores_and_days_set_no_titles_apart_but_a_second_look_in_a_year_does():
    _, titles = several("nanchang")
    found = {"duty": SCORED, "year": 2027, "pass_line": 60}
    for day, (one, score) in enumerate(zip(titles, (60, 95, 59, 61, 99), strict=True), 1):
        one.assessments.create(**found, score=score, assessed_on=date(2027, 11, day))
    again = titles[4].assessments.create(**found, turn=2, score=1, assessed_on=date(2027, 12, 1))

    speak = [sorted(one.begun) for one in alike(Title.objects.all())]

    assert again.passed is False
    assert together(date(2028, 6, 1)) == one_by_one(date(2028, 6, 1))
    assert sorted(speak) == [[titles[0].pk, titles[1].pk], *([one.pk] for one in titles[2:])]


@pytest.mark.parametrize("code", CODES)
def test_only_titles_that_differ_are_read_whole(code):
    _, titles = several(code)
    assess(titles[1], "P")

    speak = [sorted(one.begun) for one in alike(Title.objects.all())]

    assert sorted(speak) == [[one.pk] for one in titles]


def test_what_is_on_its_way_is_left_out_for_its_own_title_alone():
    city, titles = several("nanchang")
    make_account(city.unit, city.clerk)
    make_payment(city, title=titles[0])

    assert together(DAY) == one_by_one(DAY)
    assert [(pk, one.key) for pk, one in due(Title.objects.all(), titles[0].named_on)] == [
        (one.pk, "1") for one in titles[1:]
    ]


def test_what_was_won_beside_belongs_to_whom_it_was_granted():
    city, titles = several("quzhou")
    topic(city, titles[1])

    found = together(DAY)

    assert found == one_by_one(DAY)
    assert [pk for pk, one in found if one.key.startswith("topic")] == [titles[1].pk]


def test_however_many_titles_there_are_they_are_read_in_five_questions(django_assert_num_queries):
    several("shandong")

    with django_assert_num_queries(5):
        assert len(due(Title.objects.all(), DAY)) == 5
