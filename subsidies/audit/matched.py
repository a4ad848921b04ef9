"""What was put beside payments, held against the text: by when, when it was whole, entered late."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.utils.timezone import localtime

from rules import money
from rules.facts import Facts, shown
from subsidies.matching.asked import asked_by, matched_by
from subsidies.matching.models import Matching
from subsidies.payments.models import Payment
from subsidies.payments.standing import beside, lock
from subsidies.spending.models import Expense
from workshops.records.models import CalendarDay

from .unit_side import Told

JOINED = "title__studio__unit_union", "title__authority"


def whole_on(payment: Payment, rows) -> date | None:
    """The day on which as much had been put beside it as was paid."""
    total = 0
    for row in rows:
        total += row.amount_fen
        if total >= payment.amount_fen:
            return row.paid_on
    return None


def _near(payments, keys) -> dict[int, Payment]:
    """These payments with all that is asked of them here, in two questions however many."""
    found = payments.select_related(*JOINED).prefetch_related("matchings")
    return found.in_bulk(list(keys)) if keys else {}


def entered_late(payments, year: int, on: date) -> Iterator[Told]:
    """What bears a day within the time of the text and was entered after it, in a year."""
    rows = Matching.objects.filter(payment__in=payments.values("pk"), struck_on=None)
    rows = list(rows.filter(proof__kept_at__year=year).select_related("proof").order_by("pk"))
    near = _near(payments, {one.payment_id for one in rows})
    notices = CalendarDay.objects.calendar() if rows else None
    for row in rows:
        one, entered = near[row.payment_id], localtime(row.proof.kept_at).date()
        duty = matched_by(one.edition)
        last = duty and one.received_on and asked_by(one, duty, on, notices)
        if last and row.paid_on <= last < entered:
            why = f"配套日期{shown(row.paid_on)}，期限{shown(last)}，{shown(entered)}才登记"
            yield "配套登记晚于期限", entered, one, why


def used_unmatched(payments, year: int, on: date) -> Iterator[Told]:
    """What was spent in a year of money that, as things stand now, was locked on that day."""
    spent = Expense.objects.standing().filter(payment__in=payments.values("pk"))
    by_key = defaultdict(list)
    for row in spent.filter(spent_on__year=year).order_by("spent_on", "pk"):
        by_key[row.payment_id].append(row)
    near = _near(payments, by_key)
    notices = CalendarDay.objects.calendar() if near else None
    for key, one in near.items():
        found = [(row, answer) for row in by_key[key] if (answer := _locked(one, row, on, notices))]
        if found:
            fen = money.figures(sum(row.amount_fen for row, _ in found))
            why = f"已支出{fen}元；{found[0][1].shown}"
            yield "已动用而配套不足", found[0][0].spent_on, one, why


def _locked(payment: Payment, row: Expense, on: date, notices):
    """What the text has against an expense by what stands beside the payment now."""
    rule = lock(payment)
    if rule is None:
        return None
    known = beside(payment, payment.matchings.all()) | {"spent_on": row.spent_on}
    known |= {"settings": payment.title.settings, "workdays": notices}
    found = rule.judge(Facts(on=on, **known), judging=False)
    return found if found.blocks else None
