"""The act of the money room that begins a payment: an instalment prepared."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from workshops.records.actions import found
from workshops.records.lifecycle import NotPossible
from workshops.titles.models import Title
from workshops.unions.models import Person

from .models import Payment
from .notices import payee
from .payees import account_of

LONGEST = Payment._meta.get_field("label").max_length


class AlreadyPrepared(NotPossible):
    """The instalment is already on its way; says in whose hands."""

    def __init__(self, payment: Payment):
        day = f"{payment.prepared_on.month}月{payment.prepared_on.day}日"
        super().__init__(
            f"这一笔已由{payment.prepared_by.full_name}于{day}编制"
            f"（{payment.get_state_display()}），不能重复编制。"
        )
        self.payment = payment


def prepare(title: Title, instalment: str, *, by: Person, on: date, at: datetime) -> Payment:
    """Prepare one instalment of a title for approval and return the payment.

    Raises AlreadyPrepared where it is on its way or paid, NotPermitted, or Refused with the
    verdict; then nothing has changed. However many try at once, one payment comes of it.
    """
    try:
        with transaction.atomic():
            locked = Title.objects.select_for_update().get(pk=title.pk)
            refuse_twice(locked, instalment)
            payment = drafted(locked, instalment, on=on, by=by)
            found(payment, "prepare", by=by, on=on, at=at, given=particulars(payment))
    except IntegrityError:  # the second net: another was quicker by less than the lock's width
        refuse_twice(title, instalment)
        raise
    return payment


def refuse_twice(title: Title, instalment: str) -> None:
    """Raise AlreadyPrepared if this instalment is on its way or paid."""
    standing = title.payments.standing().filter(instalment=instalment)
    for payment in standing.select_related("prepared_by"):
        raise AlreadyPrepared(payment)


def drafted(title: Title, instalment: str, *, on: date, by: Person) -> Payment:
    """The payment as it would be prepared that day: amount by the text, account of the union."""
    due = title.schedule(on).instalment(instalment)
    return Payment(
        title=title,
        instalment=instalment,
        label=due.label[:LONGEST] if due else "",
        amount_fen=due.amount_fen if due else 0,
        article=due.article if due else "",
        account=account_of(title.unit_union, on),
        prepared_by=by,
        prepared_on=on,
    )


def particulars(payment: Payment) -> dict:
    """What the preparer vouches for: the sum and where it goes."""
    account = payment.account if payment.account_id else None
    return {
        "label": payment.label,
        "amount_fen": payment.amount_fen,
        "payee": account and payee(account),
    }
