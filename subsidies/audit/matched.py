"""What was put beside payments, held against the text: by when, when it was whole, entered late."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils.timezone import localtime

from rules import money
from rules.facts import Facts, shown
from subsidies.matching.asked import asked_by, matched_by
from subsidies.matching.models import Matching
from subsidies.payments.models import Payment
from subsidies.payments.standing import beside as known_beside
from subsidies.payments.standing import lock
from subsidies.spending.models import Expense

from .unit_side import Told


def touched(year: int) -> Q:
    """Payments of which something was matched or spent in a year."""
    matched = Matching.objects.filter(payment=OuterRef("pk"), proof__kept_at__year=year)
    spent = Expense.objects.standing().filter(payment=OuterRef("pk"), spent_on__year=year)
    return Q(Exists(matched)) | Q(Exists(spent))


def beside(year: int) -> tuple[Prefetch, ...]:
    """What is read along with payments: all that was matched, and what was spent in a year."""
    spent = Expense.objects.standing().filter(spent_on__year=year).order_by("spent_on", "pk")
    matched = Matching.objects.select_related("proof").order_by("paid_on", "pk")
    return Prefetch("matchings", matched), Prefetch("expenses", spent, to_attr="spent_then")


def late_matched(payments, year: int, on: date, notices) -> Iterator[Told]:
    """What was matched after the last day of the text, or not yet though that day has passed."""
    for one in payments:
        last = asked_by(one, matched_by(one.edition), on, notices)
        if last is None or last.year != year or last >= on:
            continue
        if (when := whole_on(one, [m for m in one.matchings.all() if not m.struck_on])) is None:
            yield "逾期未配套", last, one, f"应于{shown(last)}以前配套到位"
        elif when > last:
            yield "配套逾期到位", when, one, f"应于{shown(last)}以前，{shown(when)}到位"


def whole_on(payment: Payment, rows) -> date | None:
    """The day on which as much had been put beside it as was paid."""
    total = 0
    for row in rows:
        total += row.amount_fen
        if total >= payment.amount_fen:
            return row.paid_on
    return None


def entered_late(payments, year: int, on: date, notices) -> Iterator[Told]:
    """What bears a day within the time of the text and was entered after it, in a year."""
    for one in payments:
        last = asked_by(one, matched_by(one.edition), on, notices)
        for row in one.matchings.all():
            entered = localtime(row.proof.kept_at).date() if row.proof else None
            counts = entered and entered.year == year and not row.struck_on
            if counts and last and row.paid_on <= last < entered:
                why = f"配套日期{shown(row.paid_on)}，期限{shown(last)}，{shown(entered)}才登记"
                yield "配套登记晚于期限", entered, one, why


def used_unmatched(payments, on: date, notices) -> Iterator[Told]:
    """What was spent in the year of money that, as things stand now, was locked on that day."""
    for one in payments:
        answers = [(row, _locked(one, row, on, notices)) for row in one.spent_then]
        found = [(row, answer) for row, answer in answers if answer]
        if found:
            fen = money.figures(sum(row.amount_fen for row, _ in found))
            why = f"已支出{fen}元；{found[0][1].shown}"
            yield "已动用而配套不足", found[0][0].spent_on, one, why


def _locked(payment: Payment, row: Expense, on: date, notices):
    """What the text has against an expense by what stands beside the payment now."""
    rule = lock(payment)
    if rule is None:
        return None
    known = known_beside(payment, payment.matchings.all()) | {"spent_on": row.spent_on}
    known |= {"settings": payment.title.settings, "workdays": notices}
    found = rule.judge(Facts(on=on, **known), judging=False)
    return found if found.blocks else None
