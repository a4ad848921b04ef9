"""The acts around matched money: what the unit put beside a payment, and what is struck out."""

from datetime import date, datetime

from django.db import transaction

from rules import money
from rules.facts import shown
from subsidies.payments.models import Payment
from subsidies.payments.receipts import kept_by
from subsidies.payments.standing import lock
from workshops.records.actions import record
from workshops.records.attachments import keep
from workshops.records.lifecycle import NotPossible
from workshops.unions.models import Appointment, Person

from .models import Matching

SLOT = "matching"
MOST = 10  # times the grant; beyond it somebody typed too many noughts


def wrong(payment: Payment, fen: int, day: date, on: date) -> dict[str, str]:
    """What cannot be put beside a payment, by field, in words.

    The text asks for no less than one to one and bounds the end alone (收到…一个月内): more is
    lawful, and so is what the unit set aside before the receipt, from the naming on. Before it
    there was nothing to match.
    """
    named, found = payment.title.named_on, {}
    if fen > MOST * payment.amount_fen:
        most = money.figures(MOST * payment.amount_fen)
        found["amount_fen"] = f"超过补助的{MOST}倍（{most}元），请核对金额是否多写了几位。"
    if day > on:
        found["paid_on"] = "配套日期不能晚于今天，请按实际配套的日期填写。"
    elif named and day < named:
        found["paid_on"] = (
            f"配套日期不能早于命名日期（{shown(named)}），命名以前的投入不是这笔资助的配套。"
        )
    return found


def _locked(payment: Payment, by: Person, on: date) -> tuple[Payment, Appointment]:
    """The payment under lock and the post; inside the transaction of the act."""
    fresh, post = kept_by(payment, by, on)
    if lock(fresh) is None:
        raise NotPossible("matching")
    return fresh, post


def enter_match(
    payment: Payment, amount_fen: int, paid_on: date, proof, *, by: Person, on: date, at: datetime
) -> Matching:
    """The unit put money beside it, with its proof; the same once, and nothing `wrong`.

    Raises NotPermitted or NotPossible.
    """
    with transaction.atomic():
        fresh, post = _locked(payment, by, on)
        if fresh.received_on is None or wrong(fresh, amount_fen, paid_on, on):
            raise NotPossible("matching")
        paper = keep(fresh, SLOT, proof, by=by, at=at, post=post)
        row = Matching(payment=fresh, amount_fen=amount_fen, paid_on=paid_on, proof=paper)
        same = fresh.matchings.filter(struck_on=None, amount_fen=amount_fen, paid_on=paid_on)
        if same.filter(proof__sha256=paper.sha256).exists():
            raise NotPossible("matching")  # sent twice, or by two at once
        row.save()
        record("登记配套", fresh, by=by, at=at, post=post, after=words(row))
    return row


def strike(row: Matching, why: str, *, by: Person, on: date, at: datetime) -> None:
    """Strike out an entry made wrongly; it stays to be read. NotPermitted, NotPossible."""
    with transaction.atomic():
        fresh, post = _locked(row.payment, by, on)
        struck = {"struck_on": on, "struck_why": why}
        if not fresh.matchings.filter(pk=row.pk, struck_on=None).update(**struck):
            raise NotPossible("matching")
        record("冲销配套", fresh, by=by, at=at, post=post, before=words(row), why=why)


def words(row: Matching) -> dict:
    """An entry as the history keeps it."""
    return {"amount": f"{money.figures(row.amount_fen)}元", "paid_on": row.paid_on.isoformat()}
