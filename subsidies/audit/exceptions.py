"""What in a year's money did not go its plain way, each with the row it stands in."""

from datetime import date
from typing import NamedTuple

from django.urls import reverse

from rules import money
from rules.facts import Facts, shown
from subsidies.payments.lifecycle import State
from subsidies.payments.models import Payment
from subsidies.recovery.models import Clawback
from subsidies.spending.models import Expense
from subsidies.spending.models import State as Spent
from workshops.records.models import CalendarDay, Decision
from workshops.unions.models import TradeUnion

from .totals import BY_KEY, way

STEPS = ("approve", "correct")


class Exceptional(NamedTuple):
    """One thing out of the ordinary: of what sort, when, which, why."""

    sort: str
    on: date | None
    studio: str
    union: str
    label: str
    fen: int
    why: str
    url: str


def exceptions(union: TradeUnion, year: int, on: date) -> list[Exceptional]:
    """Everything out of the ordinary of a union's year, by sort and day."""
    sources = decided, returned, struck, late_matched, overdue
    return [one for source in sources for one in source(union, year, on)]


def of_payment(sort: str, day, one: Payment, why: str) -> Exceptional:
    studio = one.title.studio
    own = studio.title, studio.unit_union.title, one.label, one.amount_fen, why
    return Exceptional(sort, day, *own, reverse("payment", args=[one.pk]))


def _payments(union: TradeUnion):
    joined = "title__studio__unit_union", "title__authority"
    return Payment.objects.filter(**{way(BY_KEY["paid"], union.kind): union.pk}).select_related(
        *joined
    )  # fmt: skip


def decided(union, year, on):
    """Approved beyond the budget by decision, and entries corrected afterwards."""
    own = _payments(union)
    found = Decision.objects.filter(
        subject_type=Payment._meta.label_lower,
        subject_id__in=own.values("pk"),
        step__in=STEPS,
        decided_on__year=year,
    ).order_by("step", "decided_on", "pk")
    told = [one for one in found if one.step == "correct" or one.particulars.get("over_budget")]
    by_key = own.in_bulk([one.subject_id for one in told])
    for one in told:
        given = one.particulars
        if one.step == "correct":
            sort, why = "更正拨付登记", given["reason"]
        else:
            sort, why = "超出预算", f"同意超出预算的决定：{given['over_budget']}"
        yield of_payment(sort, one.decided_on, by_key[one.subject_id], why)


def returned(union, year, on):
    """Sent back by the bank."""
    rows = _payments(union).filter(state=State.BOUNCED, returned_on__year=year)
    for one in rows.order_by("returned_on", "pk"):
        yield of_payment("银行退汇", one.returned_on, one, f"{shown(one.paid_on)}拨出")


def struck(union, year, on):
    """Expenses struck out."""
    joined = "payment__title__studio__unit_union"
    rows = Expense.objects.filter(state=Spent.STRUCK, struck_on__year=year)
    rows = rows.filter(**{way(BY_KEY["spent"], union.kind): union.pk}).select_related(joined)
    for one in rows.order_by("struck_on", "pk"):
        studio = one.payment.title.studio
        label = f"{one.purpose}：{one.what}"
        own = studio.title, studio.unit_union.title, label, one.amount_fen, one.struck_why
        yield Exceptional("冲销支出", one.struck_on, *own, reverse("expense", args=[one.pk]))


def late_matched(union, year, on):
    """What was matched after the last day of the text, or not yet though that day has passed."""
    rows = _payments(union).filter(state=State.PAID, received_on__isnull=False)
    rows = rows.filter(received_on__year__in=(year - 1, year)).prefetch_related("matchings")
    notices = CalendarDay.objects.calendar()
    for one in rows.order_by("received_on", "pk"):
        last = asked_by(one, on, notices)
        if last is None or last.year != year or last >= on:
            continue
        stand = sorted((m for m in one.matchings.all() if not m.struck_on), key=lambda m: m.paid_on)
        if (when := whole_on(one, stand)) is None:
            yield of_payment("逾期未配套", last, one, f"应于{shown(last)}以前配套到位")
        elif when > last:
            why = f"应于{shown(last)}以前，{shown(when)}到位"
            yield of_payment("配套逾期到位", when, one, why)


def asked_by(payment: Payment, on, notices) -> date | None:
    """By when the text wants it matched, where it wants that at all."""
    duty = next((one for one in payment.edition.duties if one.key == "match"), None)
    if duty is None or duty.due is None:
        return None
    came = {"union_received_on": payment.received_on, "unit_received_on": payment.received_on}
    title = payment.title
    return duty.due(Facts(on=on, settings=title.settings, workdays=notices, **came))


def whole_on(payment: Payment, rows) -> date | None:
    """The day on which as much had been put beside it as was paid."""
    total = 0
    for row in rows:
        total += row.amount_fen
        if total >= payment.amount_fen:
            return row.paid_on
    return None


def overdue(union, year, on):
    """Claimed back, and not all repaid by the day."""
    rows = Clawback.objects.open().filter(repay_by__year=year, repay_by__lt=on)
    rows = rows.filter(**{way(BY_KEY["demanded"], union.kind): union.pk})
    for one in rows.select_related("title__studio__unit_union").order_by("repay_by", "pk"):
        studio, why = one.title.studio, f"还有{money.figures(one.left_fen)}元没有退还"
        own = studio.title, studio.unit_union.title, "追回", one.amount_fen, why
        yield Exceptional("逾期未退还", one.repay_by, *own, reverse("clawback", args=[one.pk]))
