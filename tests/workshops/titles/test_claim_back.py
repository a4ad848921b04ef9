"""Fraud found out after a title ended for other reasons (A-63): money back by its own decision."""

from datetime import date

import pytest
from django.urls import reverse

from tests.make import assess, make_payment
from workshops.clock import move_to
from workshops.records.lifecycle import NotPossible, Refused
from workshops.records.models import Decision

from .living import state, step, titled

pytestmark = pytest.mark.django_db
LATER = date(2029, 6, 1)
FOUND = {"verified_finding": "核查报告〔2029〕1号", "reason": "撤销以后才查实"}


def ended(*, paid=True, **fraud):
    """A title of Nanchang struck off after two failed years, its first part paid."""
    city, title = titled("nanchang")
    payment = make_payment(city, title=title)
    if paid:
        rows = type(payment).objects.filter(pk=payment.pk)
        rows.update(state="paid", paid_on=date(2026, 6, 1))
    assess(title, "FF")
    step(title, "delist", city.secretary, date(2028, 12, 20), **{"recover_fen": 0, **fraud})
    return city, type(title).objects.get(pk=title.pk)


def test_what_was_paid_comes_back_by_decision_once():
    city, title = ended()
    step(title, "claim_back", city.secretary, LATER, recover_fen=20_000_000, **FOUND)

    decision = Decision.objects.about(title).get(step="claim_back")
    assert (state(title), decision.particulars["recover_fen"]) == ("revoked", 20_000_000)
    with pytest.raises(Refused, match=r"此前已决定收回200,000\.00元"):
        step(title, "claim_back", city.secretary, LATER, recover_fen=10_000_000, **FOUND)


@pytest.mark.parametrize(("paid", "fen"), [(True, 30_000_001), (True, 0), (False, 1)])
def test_no_more_comes_back_than_was_paid(paid, fen):
    city, title = ended(paid=paid)

    with pytest.raises(Refused):
        step(title, "claim_back", city.secretary, LATER, recover_fen=fen, **FOUND)


def test_after_a_fraud_everything_was_claimed_back_already():
    city, title = ended(recover_fen=30_000_000, verified_finding="核查报告〔2028〕9号")

    with pytest.raises(Refused):
        step(title, "claim_back", city.secretary, LATER, recover_fen=30_000_000, **FOUND)


def test_a_title_that_is_held_is_ended_instead():
    city, title = titled("nanchang")

    with pytest.raises(NotPossible):
        step(title, "claim_back", city.secretary, LATER, recover_fen=1, **FOUND)


def test_the_page_of_an_ended_title_offers_it_and_takes_it(client):
    move_to(LATER)
    city, title = ended()
    client.force_login(city.secretary)
    url = reverse("title_step", args=[title.pk, "claim_back"])
    page = client.get(reverse("title", args=[title.pk])).content.decode()

    answer = client.post(url, {**FOUND, "recover_fen": "200000"}, follow=True)

    assert url in page
    assert "已办理：另行决定收回补助。" in answer.content.decode()
    assert Decision.objects.about(title).get(step="claim_back").decided_on == LATER
