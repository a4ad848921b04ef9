"""Whether money that was paid may be used that day, where the text keeps it locked at first."""

from dataclasses import replace
from datetime import date

from rules import paying
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


def stopped(payment: Payment, on: date) -> Finding | None:
    """Why nothing of it may be used any more: a decision claims it back; None where none does."""
    spend = payment.edition.step("spend")
    rows = spend.requires if spend else ()
    rule = next((row for row in rows if row.id == paying.STOPPED), None)
    claimed = payment.title.claimed_back() if rule else 0
    return rule.judge(Facts(on=on, claimed_back_fen=claimed), judging=True) if claimed else None


def standing(payment: Payment, on: date) -> Finding | None:
    """Whether the money may be used that day, with the reason."""
    rule = lock(payment)
    return rule and rule.judge(facts_of(payment, on), judging=False)


def facts_of(payment: Payment, on: date) -> Facts:
    """What the title says, what came in and what was put beside it."""
    return replace(payment.title.lasting_facts(on), **put_beside(payment))


def put_beside(payment: Payment) -> dict:
    """What came in, what was put beside it, and when it was whole, as facts by name."""
    return beside(payment, payment.matchings.filter(struck_on=None))


def beside(payment: Payment, rows) -> dict:
    """The same of rows that were read before."""
    total, whole = 0, None
    stand = (row for row in rows if row.struck_on is None)
    for row in sorted(stand, key=lambda row: (row.paid_on, row.pk)):
        total += row.amount_fen
        whole = whole or (row.paid_on if total >= payment.amount_fen else None)
    came = payment.received_on
    known = {"union_received_on": came, "unit_received_on": came, "matched_fen": total}
    return known | {"received_fen": payment.amount_fen if came else None, "matched_on": whole}


def last_day(payment: Payment, on: date) -> date | None:
    """By when the text wants it matched."""
    duty = next((one for one in payment.edition.duties if one.key == "match"), None)
    return duty.due(facts_of(payment, on)) if duty and duty.due else None
