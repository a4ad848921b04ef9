"""Money that goes by way of the union between, where the text books it there: whole and once."""

from datetime import timedelta

import pytest
from django.urls import reverse

from subsidies.models import Movement, Passing, Payment
from subsidies.spending.passing import goes_between, pass_on, passers, take_back
from tests.people import TODAY, make_person, make_union, moment
from tests.province import make_province, paid
from tests.subsidies.spending.granted import grant
from workshops.clock import move_to
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.unions.models import Kind, Role, TradeUnion

pytestmark = pytest.mark.django_db
AT = {"on": TODAY, "at": moment()}


@pytest.fixture
def place():
    return make_province()


def through(place, payment, by=None):
    return pass_on(payment, payment.paid_on, TODAY, by=by or place.city_officer, **AT)


def test_what_comes_to_the_city_goes_on_whole(place):
    payment = paid(place)

    through(place, payment)

    rows = Movement.objects.filter(union=place.city).order_by("pk")
    assert [(m.kind, m.amount_fen) for m in rows] == [
        ("passed_in", payment.amount_fen),
        ("passed_on", payment.amount_fen),
    ]
    assert sum(row.signed_fen for row in rows) == 0


def test_it_is_passed_on_once_and_again_after_it_was_struck_out(place):
    payment = paid(place)
    row = through(place, payment)
    with pytest.raises(NotPossible):
        through(place, payment)

    take_back(row, "日期有误", by=place.city_officer, **AT)
    through(place, payment)

    assert Passing.objects.standing().count() == 1
    assert sum(m.signed_fen for m in Movement.objects.filter(union=place.city)) == 0


@pytest.mark.parametrize("who", ["clerk", "finance_clerk", "other_city_officer", "stranger"])
def test_only_the_union_above_the_units_passes_it_on(place, who):
    payment = paid(place)

    with pytest.raises(NotPermitted):
        through(place, payment, getattr(place, who))


def test_where_a_county_stands_between_it_still_comes_through_the_city(place):
    below = {"jurisdiction": "shandong", "parent": place.city}
    county = make_union("甲县总工会", kind=Kind.COUNTY, **below)
    officer = make_person(Role.SCREENING_OFFICER, union=county)
    TradeUnion.objects.filter(pk=place.unit.pk).update(screening_union=county)
    payment = Payment.objects.get(pk=paid(place).pk)

    assert payment not in passers(officer, TODAY)
    with pytest.raises(NotPermitted):
        through(place, payment, officer)
    assert payment in passers(place.city_officer, TODAY)
    assert through(place, payment).union == place.city


def test_where_the_text_books_nothing_between_nothing_is_passed_on():
    _, payment = grant("nanchang")

    assert goes_between(payment) is False


def test_the_city_finds_it_on_its_desk_and_enters_it_from_there(place, client, settings):
    settings.DEMO = True
    payment = paid(place)
    move_to(TODAY)
    client.force_login(place.city_officer)
    assert "待转拨" in client.get("/").content.decode()
    page = reverse("passing", args=[payment.pk])
    assert "业务支出—专项业务费" in client.get(page).content.decode()

    early = {"came_on": payment.paid_on - timedelta(days=1), "passed_on": TODAY}
    assert "不能早于上级拨出" in client.post(page, early).content.decode()
    client.post(page, {"came_on": payment.paid_on, "passed_on": TODAY})

    assert Passing.objects.get().passed_on == TODAY
    assert "待转拨" not in client.get("/").content.decode()
    assert "冲销" in client.get(reverse("passings")).content.decode()


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (Kind.PROVINCIAL_INDUSTRY, "办法没有写明省产业工会转拨时用什么科目"),
        (Kind.ORGAN, "办法没有写明省直机关工会转拨时用什么科目"),
        (Kind.LARGE_ENTERPRISE, "办法没有写明大企业工会转拨时用什么科目"),
        (Kind.CITY, "收到时记“上级补助收入—专项补助”"),
    ],
)
def test_the_accounts_of_the_city_are_named_to_no_other_union(place, client, settings, kind, said):
    settings.DEMO = True
    payment = paid(place)
    TradeUnion.objects.filter(pk=place.city.pk).update(kind=kind)
    move_to(TODAY)
    client.force_login(place.city_officer)

    page = client.get(reverse("passing", args=[payment.pk])).content.decode()

    assert said in page
    assert ("专项业务费" in page) is (kind == Kind.CITY)


def test_where_the_reading_says_the_same_others_are_told_them_too(place, client, settings):
    settings.DEMO = True
    payment = paid(place)
    TradeUnion.objects.filter(pk=place.city.pk).update(kind=Kind.ORGAN)
    title = payment.title
    title.settings = {"accounts_other": "same"}
    title.save()
    move_to(TODAY)
    client.force_login(place.city_officer)

    page = client.get(reverse("passing", args=[payment.pk])).content.decode()

    assert "收到时记“上级补助收入—专项补助”" in page
