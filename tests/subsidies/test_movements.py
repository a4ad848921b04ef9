"""Every payment that leaves goes into the books once, and comes out by reversal."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from subsidies.books.models import SIGNED, Kind, Movement
from subsidies.books.movements import enter, undo
from subsidies.payments.actions import prepare
from tests.make import NAMED_ON, make_city, make_payment, moment
from workshops.records.actions import advance
from workshops.records.lifecycle import Refused

pytestmark = pytest.mark.django_db
AT = {"on": NAMED_ON, "at": moment(NAMED_ON)}


def paid():
    """A city and a payment that has left."""
    city = make_city()
    payment = make_payment(city)
    advance(payment, "approve", by=city.finance_approver, **AT)
    left = {"voucher_number": "记-1", "paid_on": NAMED_ON}
    advance(payment, "pay", by=city.finance_clerk, given=left, **AT)
    return city, payment


def standing(payment):
    rows = Movement.objects.standing().filter(payment=payment)
    return [(row.kind, row.union_id, row.amount_fen, row.on) for row in rows]


def test_what_left_stands_in_the_books_of_the_authority():
    city, payment = paid()

    assert standing(payment) == [("paid", city.authority.pk, 30_000_000, NAMED_ON)]


def test_what_the_bank_sent_back_is_reversed_and_may_be_prepared_anew():
    city, payment = paid()
    back = {"returned_on": NAMED_ON, "reason": "账号有误"}

    advance(payment, "bounce", by=city.finance_clerk, given=back, **AT)

    assert (payment.state, standing(payment)) == ("bounced", [])
    assert [row.signed_fen for row in Movement.objects.order_by("pk")] == [-30_000_000, 30_000_000]
    again = prepare(payment.title, "1", by=city.finance_clerk, **AT)
    assert (again.state, again.amount_fen) == ("prepared", 30_000_000)


def test_a_payment_the_unit_received_does_not_bounce():
    city, payment = paid()
    type(payment).objects.filter(pk=payment.pk).update(received_on=NAMED_ON)
    back = {"returned_on": NAMED_ON, "reason": "账号有误"}

    with pytest.raises(Refused, match="已登记到账"):
        advance(payment, "bounce", by=city.finance_clerk, given=back, **AT)

    assert len(standing(payment)) == 1


def test_another_day_of_payment_is_entered_by_reversal():
    city, payment = paid()
    later = NAMED_ON + timedelta(days=3)
    right = {"voucher_number": "记-2", "paid_on": later, "reason": "日期有误"}

    at = {"on": later, "at": moment(later)}
    advance(payment, "correct", by=city.finance_clerk, given=right, **at)

    assert (payment.voucher_number, payment.paid_on) == ("记-2", later)
    assert standing(payment) == [("paid", city.authority.pk, 30_000_000, later)]
    assert Movement.objects.count() == 3


def test_the_same_thing_is_entered_once():
    city, payment = paid()
    again = {"about": payment, "title": payment.title, "summary": "再记一次"}

    with pytest.raises(IntegrityError), transaction.atomic():
        enter(Kind.PAID, city.authority, 1, NAMED_ON, by=city.clerk, at=moment(), **again)

    assert len(standing(payment)) == 1


def test_what_does_not_stand_cannot_be_undone_twice():
    city, payment = paid()
    wrong = {"about": payment, "on": NAMED_ON, "why": "错记", "by": city.clerk, "at": moment()}

    assert undo(Kind.PAID, city.authority, **wrong) is not None
    assert undo(Kind.PAID, city.authority, **wrong) is None


def test_the_database_reckons_signs_as_the_model_does():
    city, payment = paid()
    wrong = {"about": payment, "on": NAMED_ON, "why": "错记", "by": city.clerk, "at": moment()}
    undo(Kind.PAID, city.authority, **wrong)
    came = {"about": payment, "title": payment.title, "summary": "到账", "by": city.clerk}
    enter(Kind.RECEIVED, city.unit, 5, NAMED_ON, at=moment(), **came)
    undo(Kind.RECEIVED, city.unit, **wrong)

    rows = Movement.objects.annotate(signed=SIGNED).order_by("pk")

    assert [row.signed for row in rows] == [row.signed_fen for row in rows]
    assert [row.signed for row in rows] == [-30_000_000, 30_000_000, 5, -5]


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_refuses_to_change_a_movement(act):
    paid()
    rows = Movement.objects.all()

    with pytest.raises(IntegrityError, match="written once"), transaction.atomic():
        rows.update(amount_fen=1) if act == "update" else rows._raw_delete(rows.db)
