"""What a finding is about as it stood when it was found, and as it stands now."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from rules import money
from rules.facts import shown
from subsidies.books.models import Kind, Movement
from subsidies.payments.lifecycle import State
from subsidies.payments.models import Payment
from subsidies.payments.numbers import number_in
from subsidies.recovery.models import Clawback
from workshops.records.models import Decision

from .models import Finding

MOVED = (Kind.RECEIVED, Kind.SPENT, Kind.GIVEN_BACK)
NONE = "—"


class Stood(NamedTuple):
    """One thing about it: then, and now."""

    label: str
    then: str
    now: str

    @property
    def changed(self) -> bool:
        return self.then != self.now


def stood(finding: Finding) -> list[Stood]:
    """Everything that tells whether what was found still is so; nothing about a union by itself."""
    found: list[Stood] = []
    if finding.voucher_id:
        found.append(_voucher(finding))
    if finding.expense_id:
        found.append(_struck("这笔支出", finding.expense, finding))
    if finding.matching_id:
        found.append(_struck("这笔配套", finding.matching, finding))
    if finding.payment_id:
        found += [*_payment(finding.payment, finding.at), *_moved(finding.payment, finding.at)]
        found += _claimed(finding.payment, finding.at)
    return found


def _voucher(finding: Finding) -> Stood:
    """Whether it was reversed in red since."""
    red = getattr(finding.voucher, "reversal", None)
    if red is None:
        return Stood("记账凭证", "没有冲销", "没有冲销")
    said = f"已由{red}红字冲销：{red.reason or red.summary}"
    return Stood("记账凭证", said if red.made_at <= finding.at else "没有冲销", said)


def _struck(label: str, one, finding: Finding) -> Stood:
    """An expense or matched money: counted, or struck out and why."""
    counts = f"计入，{money.figures(one.amount_fen)}元"
    if one.struck_on is None:
        return Stood(label, counts, counts)
    now = f"{shown(one.struck_on)}已冲销：{one.struck_why}"
    return Stood(label, now if one.struck_on < finding.found_on else counts, now)


def _payment(payment: Payment, at: datetime) -> Iterator[Stood]:
    """Its state by the decisions made until then, and its voucher before any correction since."""
    made = list(Decision.objects.about(payment).order_by("pk"))
    past = [one for one in made if one.decided_at <= at]
    then = State(past[-1].after).label if past else NONE
    now = payment.get_state_display()
    yield Stood("拨付", then, now)
    if payment.paid_on:
        since = (one for one in made if one.step == "correct" and one.decided_at > at)
        right = next(since, None)
        sent = _sent(payment.voucher_number, payment.paid_on)
        if right:
            former, why = right.particulars["former"], right.particulars["reason"]
            now = f"{sent}（已更正：{why}）"
            yield Stood("凭证号和拨付日期", _sent(number_in(former), former["sent_on"]), now)
        elif any(one.step == "pay" for one in past):
            yield Stood("凭证号和拨付日期", sent, sent)


def _sent(number: str, day: date | str) -> str:
    """The voucher and the day; a decision keeps the day as it is written in data."""
    day = shown(date.fromisoformat(f"{day}"))
    return f"{number}，{day}" if number else day


def _moved(payment: Payment, at: datetime) -> Iterator[Stood]:
    """What the union received, used and gave back of it, then and now."""
    rows = Movement.objects.filter(payment=payment, kind__in=MOVED)
    sums = dict.fromkeys(MOVED, (0, 0))
    for kind, fen, undoes, day in rows.values_list("kind", "amount_fen", "reverses", "entered_at"):
        own = -fen if undoes else fen
        then, now = sums[kind]
        sums[kind] = then + (own if day <= at else 0), now + own
    for kind in MOVED:
        if any(sums[kind]):
            yield Stood(kind.label, *(f"{money.figures(fen)}元" for fen in sums[kind]))


def _claimed(payment: Payment, at: datetime) -> Iterator[Stood]:
    """What was claimed back under its title, and what of that has come."""
    for one in Clawback.objects.filter(title=payment.title_id).prefetch_related("repayments"):
        rows = [row for row in one.repayments.all() if row.struck_on is None]
        known = one.demanded_on <= at.date()
        past = [row for row in rows if row.entered_at <= at]
        whole = f"应退还{money.figures(one.amount_fen)}元"
        then, now = (f"{whole}，已退还{_sum(came)}元" for came in (past, rows))
        yield Stood("追回", then if known else "没有通知追回", now)


def _sum(repayments) -> str:
    return money.figures(sum(one.amount_fen for one in repayments))
