"""What the page said on a past day: only what was recorded by then, and nothing can be done."""

from datetime import date

import pytest
from django.urls import reverse

from subsidies.models import Payment
from tests.make import assess, make_city, make_payment
from tests.people import TODAY, moment
from tests.province import make_province, name_directly, supervise
from workshops.clock import move_to
from workshops.records.actions import record
from workshops.titles import keeping
from workshops.titles.past import past
from workshops.titles.supports import enter_support, strike

from .living import ordered, rechecked, titled

pytestmark = pytest.mark.django_db

HELD, ENTERED, LATER = date(2027, 11, 20), date(2027, 12, 5), date(2028, 6, 1)


def seen(client, person, title, day):
    client.force_login(person)
    return client.get(reverse("title", args=[title.pk]), {"on": day})


def words(client, person, title, day) -> str:
    return seen(client, person, title, day).content.decode()


def visited(city, title, *, entered=ENTERED):
    """The visit was held on one day and entered on a later one."""
    duty, person = title.edition.duty("visit"), city.screening_officer
    at = {"by": person, "on": entered, "at": moment(entered)}
    looked = {thing: {"met": True, "remark": ""} for thing in duty.looks_at}
    return keeping.fulfil(title, duty, 2027, HELD, met=True, looked=looked, **at)


@pytest.fixture
def named():
    """A title whose history says when it was given."""
    city, title = titled("china_communications")
    record("授予称号", title, by=city.secretary, at=moment(title.named_on))
    move_to(LATER)
    return city, title


def test_a_result_entered_later_than_it_was_held_does_not_show_earlier(client, named):
    city, title = named
    visited(city, title)

    before = words(client, city.clerk, title, "2027-12-04")
    on_the_day = words(client, city.clerk, title, "2027-12-05")

    assert "这是 <strong>2027年12月4日</strong> 当日的情况" in before
    assert ("达到要求" in before, "达到要求" in on_the_day) == (False, True)


def test_a_record_withdrawn_since_still_stood_that_day(client, named):
    city, title = named
    row = visited(city, title)
    at = {"by": city.screening_officer, "on": LATER, "at": moment(LATER)}
    keeping.withdraw(row, why="登记错了", **at)

    assert "2027年度回访考核" in words(client, city.clerk, title, "2028-05-31")
    assert past(title, LATER).title.assessments.all()[0].withdrawn_at is not None


def test_entered_again_after_a_withdrawal_each_keeps_its_own_day(named):
    city, title = named
    first = visited(city, title)
    at = {"by": city.screening_officer, "on": date(2027, 12, 8), "at": moment(date(2027, 12, 8))}
    keeping.withdraw(first, why="登记错了", **at)
    visited(city, title, entered=date(2027, 12, 10))

    def standing(day):
        rows = past(title, day).title.assessments.all()
        return [row.pk for row in rows if row.withdrawn_at is None]

    assert standing(date(2027, 12, 6)) == [first.pk]
    assert standing(date(2027, 12, 9)) == []
    assert len(standing(date(2027, 12, 10))) == 1


def test_the_state_is_the_one_the_decisions_had_brought_it_to():
    city, title = titled("shandong")
    office, due = city.review_office, date(2029, 11, 20)
    keeping_day = date(2029, 11, 1)
    duty = title.edition.duty("inspection")
    looked = {thing: {"met": False, "remark": ""} for thing in duty.looks_at}
    at = {"by": office, "on": keeping_day, "at": moment(keeping_day)}
    keeping.fulfil(title, duty, 2029, keeping_day, met=False, looked=looked, **at)
    ordered(title, office, date(2029, 11, 2), due)
    rechecked(title, office, date(2029, 11, 18), put_right=True)

    whole = type(title).objects.get(pk=title.pk)
    states = [past(whole, date(2029, 11, day)).title.state for day in (1, 2, 19)]
    orders = [past(whole, date(2029, 11, day)).title.rectifications.all() for day in (1, 2, 19)]

    assert states == ["active", "rectifying", "rectifying"]
    assert [[row.put_right for row in rows] for rows in orders] == [[], [None], [True]]


def test_money_is_what_had_left_by_then(client):
    payment = make_payment(city := make_city())
    paid = {"state": "paid", "approved_on": date(2026, 4, 1), "paid_on": date(2026, 5, 1)}
    Payment.objects.filter(pk=payment.pk).update(**paid)
    move_to(LATER)

    said = [
        words(client, city.clerk, payment.title, day)
        for day in ("2026-03-20", "2026-04-20", "2026-05-20")
    ]

    assert ['已拨付 <span class="number">0.00 元' in page for page in said] == [True, True, False]
    assert '已拨付 <span class="number">300,000.00 元' in said[2]


def test_what_was_given_before_the_naming_stood_until_it_was_struck_out():
    place = make_province()
    title, who = supervise(place), place.review_office
    row = enter_support(title, 100, TODAY, by=who, on=TODAY, at=moment(TODAY))
    day = date(2026, 4, 1)
    strike(row, "登记错了", by=who, on=day, at=moment(day))

    def stood(on):
        return [one.stands for one in past(title, on).title.supports.all()]

    assert (stood(date(2026, 3, 20)), stood(day)) == ([True], [False])


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2028-06-02", "不能晚于今天"),
        ("2026-03-19", "这一天还没有这个称号"),
        ("2027-13-45", "输入一个有效的日期"),
    ],
)
def test_days_to_come_and_days_before_the_title_are_refused_in_words(client, named, day, said):
    city, title = named

    assert said in words(client, city.clerk, title, day)


def test_from_a_past_day_nothing_can_be_done(client, named):
    city, title = named
    page = words(client, city.review_office, title, "2027-06-01")

    assert "现在可以办理" not in page
    assert reverse("title_step", args=[title.pk, "delist"]) not in page


@pytest.mark.parametrize("who", ["stranger", "other_clerk", "neighbour_officer"])
def test_who_does_not_see_the_title_does_not_see_its_past(client, named, who):
    city, title = named

    assert seen(client, getattr(city, who), title, "2027-06-01").status_code == 404


@pytest.mark.parametrize("results", ["P", "PFP"])
def test_looking_back_asks_few_questions(client, results, django_assert_max_num_queries):
    payment = make_payment(city := make_city())
    assess(payment.title, results)
    move_to(date(2030, 12, 1))
    seen(client, city.review_office, payment.title, "2029-05-01")

    with django_assert_max_num_queries(12) as asked:
        client.get(reverse("title", args=[payment.title.pk]), {"on": "2029-05-01"})
    assert (
        len(asked) == 12
    )  # the twelfth reads what other unions gave; the same for one year as for three


def test_a_title_without_a_filing_looks_back_as_cheaply(client, django_assert_max_num_queries):
    place, title = (place := make_province()), name_directly(place)
    move_to(date(2027, 5, 1))
    seen(client, place.review_office, title, "2027-04-01")

    with django_assert_max_num_queries(12):
        page = client.get(reverse("title", args=[title.pk]), {"on": "2027-04-01"})
    assert "工匠-1" in page.content.decode()
