"""Whether money that was paid may be used that day, where the text keeps it locked at first."""

from datetime import date

from rules.facts import Facts
from rules.verdict import Finding, Requirement

from .lifecycle import State
from .models import Payment

NOTHING = Facts(on=date.min)


def lock(payment: Payment) -> Requirement | None:
    """The provision that keeps this money locked until matched, where the text has one."""
    spend = payment.edition.step("spend")
    rows = spend.requires if spend and payment.state == State.PAID else ()
    return next((row for row in rows if "received_fen" in row.reads(NOTHING)), None)


def standing(payment: Payment, on: date) -> Finding | None:
    """Whether the money may be used that day, with the reason."""
    rule = lock(payment)
    return rule and rule.judge(facts_of(payment, on), judging=False)


def facts_of(payment: Payment, on: date) -> Facts:
    """What the title says, what came in and what was put beside it."""
    return payment.title.facts(on, put_beside(payment))


def put_beside(payment: Payment) -> dict:
    """What came in, what was put beside it, and when it was whole, as facts by name."""
    rows, total, whole = payment.matchings.filter(struck_on=None), 0, None
    for row in rows.order_by("paid_on", "pk"):
        total += row.amount_fen
        whole = whole or (row.paid_on if total >= payment.amount_fen else None)
    came = payment.received_on
    known = {"union_received_on": came, "unit_received_on": came, "matched_fen": total}
    return known | {"received_fen": payment.amount_fen if came else None, "matched_on": whole}


def last_day(payment: Payment, on: date) -> date | None:
    """By when the text wants it matched."""
    duty = next((one for one in payment.edition.duties if one.key == "match"), None)
    return duty.due(facts_of(payment, on)) if duty and duty.due else None
