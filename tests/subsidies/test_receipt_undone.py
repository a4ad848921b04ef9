"""A receipt entered though nothing came: found from the payment, taken back, the bank's return."""

import pytest
from django.urls import reverse

from rules.facts import shown
from subsidies.audit.exceptions import exceptions
from subsidies.books.models import Movement
from subsidies.payments.models import Payment
from subsidies.payments.receipts import enter_receipt, slips, take_back_receipt
from tests.make import moment
from tests.subsidies.spending.granted import grant, paper, spent
from tests.workshops.titles.living import NAMED
from workshops.clock import move_to
from workshops.records.actions import advance
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.records.models import Event

pytestmark = pytest.mark.django_db
AT = {"on": NAMED, "at": moment(NAMED)}


@pytest.fixture
def place(client):
    """A grant of Nanchang's entered as received, and a visit to its pages by name."""
    city, payment = grant("nanchang")
    move_to(NAMED)

    def go(who, name, typed=None):
        client.force_login(getattr(city, who))
        url = reverse(name, args=[payment.pk])
        answer = client.get(url) if typed is None else client.post(url, typed, follow=True)
        return answer.content.decode()

    return city, payment, go


def test_the_way_leads_from_the_payment_over_the_day_to_taking_it_back(place):
    _, payment, go = place
    day, undone = (reverse(name, args=[payment.pk]) for name in ("payment_receipt", "receipt_undo"))

    assert f'href="{day}"' in go("clerk", "payment")
    assert f'href="{day}"' not in go("finance_clerk", "payment")
    assert f'href="{undone}"' in go("clerk", "payment_receipt")


def test_it_is_taken_back_with_a_reason_and_then_the_bank_may_send_the_money_back(place):
    city, payment, go = place
    assert "这一项还没有填" in go("clerk", "receipt_undo", {"why": ""})

    said = go("clerk", "receipt_undo", {"why": "看错回单，款没有到账"})

    assert "已撤销到账登记" in said
    payment.refresh_from_db()
    assert payment.received_on is None
    assert Movement.objects.standing().filter(payment=payment, kind="received").count() == 0
    event = Event.objects.get(act="撤销到账登记")
    assert (event.before, event.why) == ({"received_on": str(NAMED)}, "看错回单，款没有到账")
    given = {"returned_on": NAMED, "reason": "户名不符"}
    advance(payment, "bounce", by=city.finance_clerk, given=given, **AT)


def test_it_may_be_entered_again_when_the_money_comes(place):
    city, payment, _ = place
    take_back_receipt(payment, "误登", by=city.clerk, **AT)

    enter_receipt(payment, NAMED, slip=paper("回单.pdf"), by=city.clerk, **AT)

    own = Movement.objects.standing().filter(payment=payment, kind="received")
    assert [one.amount_fen for one in own] == [payment.amount_fen]


def test_a_day_after_one_taken_back_needs_the_slip_as_a_corrected_one_does(place):
    city, payment, go = place
    take_back_receipt(payment, "误登", by=city.clerk, **AT)

    said = go("clerk", "payment_receipt", {"received_on": f"{NAMED}"})

    assert "银行回单" in said
    payment.refresh_from_db()
    assert payment.received_on is None
    with pytest.raises(NotPossible):
        enter_receipt(payment, NAMED, by=city.clerk, **AT)
    slip = {"received_on": f"{NAMED}", "slip": paper("回单.pdf")}
    assert "已登记" in go("clerk", "payment_receipt", slip)
    assert [one.filename for one in slips(Payment.objects.get(pk=payment.pk))] == ["回单.pdf"]


def test_what_was_used_has_come_in_and_only_its_clerk_takes_it_back(place):
    city, payment, go = place
    with pytest.raises(NotPermitted):
        take_back_receipt(payment, "误登", by=city.finance_clerk, **AT)
    spent(city, payment)

    assert "先冲销" in go("clerk", "receipt_undo", {"why": "误登"})

    with pytest.raises(NotPossible):
        take_back_receipt(payment, "误登", by=city.clerk, **AT)


def test_auditors_find_it_among_the_exceptions(place):
    city, payment, _ = place
    take_back_receipt(payment, "看错回单", by=city.clerk, **AT)

    found = [(one.sort, one.why) for one in exceptions(city.authority, NAMED.year, NAMED)]

    assert [one for one in found if one[0] == "撤销到账登记"] == [
        ("撤销到账登记", f"原登记{shown(NAMED)}到账：看错回单")
    ]
