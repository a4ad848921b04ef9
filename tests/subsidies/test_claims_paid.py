"""What was settled on claims: paid as instalments of their own, told apart, taken back whole."""

from datetime import date

import pytest
from django.urls import reverse

from subsidies.models import Payment
from subsidies.payments.actions import prepare
from tests.make import make_account
from workshops.clock import move_to
from workshops.records.lifecycle import Refused
from workshops.titles.duties import laid_out
from workshops.titles.models import Title

from . import claiming as make

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)
NC = {"on": DAY}


def again(title) -> Title:
    return Title.objects.get(pk=title.pk)


def paid(title, key, by, day=DAY) -> int:
    payment = prepare(again(title), key, by=by, **make.on_day(day))
    Payment.objects.filter(pk=payment.pk).update(state="paid", paid_on=day)
    return payment.amount_fen


@pytest.fixture
def settled():
    """Nanchang: the first instalment and a claim of two things, both paid."""
    city, title = make.place("nanchang")
    make_account(city.unit, city.clerk)
    long = "五轴联动数控加工中心及配套的自动上下料机械手、在线测量装置和刀具管理系统一套"
    claim = make.filed(
        city, title, "equipment", make.bought(what=long), make.bought("发票2", 5), **NC
    )
    claim = make.take(claim, "grant_claim", city.secretary, **NC)
    return city, title, claim


def test_what_was_paid_on_claims_is_told_apart_and_nothing_is_lost(settled):
    city, title, claim = settled
    whole = paid(title, "1", city.finance_clerk) + paid(title, claim.key, city.finance_clerk)

    facts = again(title).known_facts(DAY)

    assert (facts.paid_fen, facts.claims_fen) == (30_000_000, 1_000_001)
    assert facts.paid_fen + facts.claims_fen == whole
    assert whole == sum(Payment.objects.values_list("amount_fen", flat=True))


@pytest.mark.parametrize(("back", "lawful"), [(31_000_001, True), (30_000_000, False)])
def test_fraud_takes_both_back(settled, back, lawful):
    city, title, claim = settled
    for key in ("1", claim.key):
        paid(title, key, city.finance_clerk)
    given = {"verified_finding": "成果系伪造", "recover_fen": back}

    verdict = again(title).judge("delist", on=DAY, given=given)

    assert ("NC-15b" not in {f.id for f in verdict.blocking}) is lawful


def test_a_label_longer_than_its_column_is_cut_and_the_sum_is_the_settled_one(settled):
    city, title, claim = settled

    payment = prepare(again(title), claim.key, by=city.finance_clerk, **make.on_day(DAY))

    assert len(payment.label) == 40
    assert payment.amount_fen == claim.amount_fen == 1_000_001


def test_what_is_only_asked_for_is_not_paid():
    city, title = make.place("quzhou")
    make_account(city.unit, city.clerk)
    claim = make.filed(city, title, "topic", {"what": "刀具课题"})

    with pytest.raises(Refused, match="待市总工会批准"):
        prepare(again(title), claim.key, by=city.finance_clerk, **make.on_day(make.LATER))


def test_after_the_title_has_ended_nothing_settled_is_paid_any_more(settled):
    city, title, claim = settled
    Title.objects.filter(pk=title.pk).update(state="revoked")

    with pytest.raises(Refused, match="称号已撤销"):
        prepare(again(title), claim.key, by=city.finance_clerk, **make.on_day(DAY))


def test_a_second_title_has_no_duties_and_no_money_of_its_own(client):
    city, title = make.place("quzhou")
    claim = make.filed(city, title, "demonstration", {"what": "示范性工作室"})
    claim = make.take(claim, "distinguish", city.secretary, **make.SECOND)
    move_to(make.LATER)

    client.force_login(city.secretary)
    page = client.get(reverse("title", args=[claim.second_id])).content.decode()

    assert laid_out(claim.second, make.LATER) == []
    assert "示范性创新工作室" in page
    assert "申请补助" not in page


def test_the_page_of_a_second_title_whose_base_fell(client):
    city, title = make.place("quzhou")
    claim = make.filed(city, title, "demonstration", {"what": "示范性工作室"})
    claim = make.take(claim, "distinguish", city.secretary, **make.SECOND)
    address = reverse("second_title", args=[claim.pk])
    move_to(make.LATER)
    client.force_login(city.secretary)
    before = client.get(address).status_code
    Title.objects.filter(pk=title.pk).update(state="revoked")

    asked = client.get(address)
    client.post(address, {"why": "省级称号仍在"})

    assert (before, asked.status_code, client.get(address).status_code) == (404, 200, 404)
    assert make.fresh(claim).kept_why == "省级称号仍在"
    client.force_login(city.clerk)
    assert client.get(address).status_code == 404
