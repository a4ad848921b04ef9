"""What city and province gave towards a creation: entered, struck out, taken off or not."""

import pytest
from django.urls import reverse

from rules.schedule import Standing
from tests.make import moment
from tests.people import TODAY
from tests.province import choose, make_province, supervise
from workshops.clock import move_to
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.records.models import Event
from workshops.titles.models import Title
from workshops.titles.supported import Sort
from workshops.titles.supports import enter_support, strike

pytestmark = pytest.mark.django_db
SUPPORT = {"on": TODAY, "at": moment()}


@pytest.fixture
def place():
    move_to(TODAY)
    return make_province()


def page(client, person, name, *args, **sent):
    client.force_login(person)
    address = reverse(name, args=args)
    return client.post(address, sent) if sent else client.get(address)


def test_city_and_authority_record_what_they_gave_and_each_strikes_out_its_own(place):
    title = supervise(place)
    row = enter_support(title, 2_000_000, TODAY, by=place.city_officer, **SUPPORT)
    enter_support(title, 1_000_000, TODAY, by=place.finance_clerk, **SUPPORT)

    with pytest.raises(NotPermitted):
        strike(row, "金额有误", by=place.finance_clerk, **SUPPORT)
    strike(row, "金额有误", by=place.city_officer, **SUPPORT)
    with pytest.raises(NotPossible):
        strike(row, "金额有误", by=place.city_officer, **SUPPORT)

    assert Title.objects.get().given_fen(Sort.BEFORE) == 1_000_000
    assert Event.objects.about(title).order_by("number").last().why == "金额有误"


@pytest.mark.parametrize("who", ["clerk", "other_city_officer", "secretary", "stranger"])
def test_nobody_else_records_it(place, who):
    with pytest.raises(NotPermitted):
        enter_support(supervise(place), 1, TODAY, by=getattr(place, who), **SUPPORT)


def test_after_the_name_nothing_more_is_recorded(client, place):
    title = supervise(place)
    Title.objects.filter(pk=title.pk).update(state="active", named_on=TODAY)

    with pytest.raises(NotPossible):
        enter_support(title, 1, TODAY, by=place.city_officer, **SUPPORT)
    assert "已经命名" in page(client, place.city_officer, "support", title.pk).content.decode()


@pytest.mark.parametrize(
    ("offsets", "given", "standing", "fen"),
    [
        (False, 2_000_000, Standing.DUE, 5_000_000),
        (True, 2_000_000, Standing.DUE, 3_000_000),
        (True, 5_000_000, Standing.LAPSED, 0),
    ],
)
def test_the_reading_says_whether_it_is_taken_off_the_grant(place, offsets, given, standing, fen):
    choose(place, "precreation_offsets_grant", offsets)
    title = supervise(place)
    enter_support(title, given, TODAY, by=place.city_officer, **SUPPORT)
    Title.objects.filter(pk=title.pk).update(state="active", named_on=TODAY)

    one = Title.objects.get().schedule(TODAY).instalment("base")

    assert (one.standing, one.amount_fen) == (standing, fen)


def test_the_city_records_and_strikes_out_in_its_pages(client, place):
    title = supervise(place)
    wrong = page(client, place.city_officer, "support", title.pk, amount_fen="0", given_on="x")
    assert wrong.context["form"].errors.keys() == {"amount_fen", "given_on"}
    page(client, place.city_officer, "support", title.pk, amount_fen="2", given_on="2026-03-01")
    row = title.supports.get()

    other = page(client, place.review_office, "strike_support", title.pk, row.pk, why="误")
    page(client, place.city_officer, "strike_support", title.pk, row.pk, why="录错")

    shown = page(client, place.clerk, "support", title.pk).content.decode()
    assert other.status_code == 404
    assert [word for word in ("已冲销", "录错", "0.00") if word not in shown] == []
