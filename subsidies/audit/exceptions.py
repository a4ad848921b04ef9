"""What in a year's money did not go its plain way, each with the row it stands in."""

from datetime import date
from typing import NamedTuple

from django.db.models import Q, prefetch_related_objects
from django.urls import reverse

from rules import money
from rules.facts import shown
from subsidies.matching.asked import matched_by, to_be_matched
from subsidies.payments.lifecycle import State
from subsidies.payments.models import Payment
from subsidies.payments.receipts import TAKEN_BACK
from subsidies.payments.returns import reasons
from subsidies.recovery.models import Clawback
from subsidies.spending.invoices import pairs, said
from subsidies.spending.models import Expense
from subsidies.spending.models import State as Spent
from workshops.records.models import CalendarDay, Decision, Event
from workshops.unions.models import Kind, TradeUnion

from .found_wrong import failing, found_wrong, with_findings
from .matched import beside, entered_late, late_matched, touched, used_unmatched
from .totals import BY_KEY, way
from .unit_side import CORRECTED, corrected_receipts

LATE = {"house-ended": "称号终止后拨付", "house-account": "付到已更换的账户"}


class Exceptional(NamedTuple):
    """One thing out of the ordinary: of what sort, when, which, why."""

    sort: str
    on: date | None
    studio: str
    union: str
    label: str
    fen: int
    why: str
    page: tuple[str, int]

    @property
    def url(self) -> str:
        """Where it is read; a list of all of them shows few."""
        return reverse(self.page[0], args=[self.page[1]])


def exceptions(union: TradeUnion, year: int, on: date) -> list[Exceptional]:
    """Everything out of the ordinary of a union's year, by sort and day."""
    told, moved = _decisions(union, year), _corrections(union, year)
    payments = _payments(union, year, [one.subject_id for one in (*told, *moved)])
    rows = [*decided(told, payments), *returned(payments, year), *struck_or_doubtful(union, year)]
    wanting = [one for one in payments if one.received_on and matched_by(one.edition)]
    prefetch_related_objects(wanting, *beside(year))
    notices = CalendarDay.objects.calendar() if wanting else None
    found = [*corrected_receipts(moved, payments), *entered_late(wanting, year, on, notices)]
    found += [*used_unmatched(wanting, on, notices), *late_matched(wanting, year, on, notices)]
    found += found_wrong(payments)
    rows += charged_twice(union, year)
    return [*rows, *(of_payment(*one) for one in found), *overdue(union, year, on)]


def of_payment(sort: str, day, one: Payment, why: str) -> Exceptional:
    studio = one.title.studio
    own = studio.title, studio.unit_union.title, one.label, one.amount_fen, why
    return Exceptional(sort, day, *own, ("payment", one.pk))


def _own(total: str, union: TradeUnion) -> dict:
    """The rows of this union, by the way to it from those of a total."""
    return {way(BY_KEY[total], union.kind): union.pk}


def _decisions(union, year) -> list[Decision]:
    """Approvals beyond the budget, corrections, and what was paid late against the house's rule."""
    own = Payment.objects.filter(**_own("paid", union)).values("pk")
    about = {"subject_type": Payment._meta.label_lower, "subject_id__in": own}
    late = Q(step="pay", particulars__reasons__has_any_keys=list(LATE))
    beyond = Q(step="approve", particulars__has_key="over_budget")
    told = beyond | Q(step="correct") | late
    found = Decision.objects.filter(told, **about, decided_on__year=year)
    rows = found.order_by("step", "decided_on", "pk")
    return [one for one in rows if one.step != "approve" or one.particulars["over_budget"]]


def _corrections(union, year) -> list[Event]:
    """The days of receipt that were put right or taken back in a year."""
    own = Payment.objects.filter(**_own("paid", union)).values("pk")
    about = {"subject_type": Payment._meta.label_lower, "subject_id__in": own}
    found = Event.objects.filter(**about, act__in=(CORRECTED, TAKEN_BACK), at__year=year)
    return list(found.order_by("number"))


def _payments(union, year, keys) -> list[Payment]:
    """Those decided so, sent back that year, or matched, to be matched or used in it."""
    bounced = Q(state=State.BOUNCED, returned_on__year=year)
    near = Q(received_on__year__in=(year - 1, year)) | touched(year)
    came = Q(state=State.PAID) & near & to_be_matched()
    wrong = Q(pk__in=failing(year).values("payment"))
    rows = Payment.objects.filter(Q(pk__in=keys) | bounced | came | wrong, **_own("paid", union))
    rows = with_findings(rows, year).select_related("title__studio__unit_union", "title__authority")
    return list(rows.order_by("received_on", "pk"))


def decided(told, payments):
    """Approved beyond the budget by decision, and entries corrected afterwards."""
    by_key = {one.pk: one for one in payments}
    for one in told:
        given = one.particulars
        if one.step == "pay":
            sort, why = next((LATE[key], said) for key, said in given["reasons"].items())
        elif one.step == "correct":
            sort, why = "更正拨付登记", given["reason"]
        else:
            sort, why = "超出预算", f"同意超出预算的决定：{given['over_budget']}"
        yield of_payment(sort, one.decided_on, by_key[one.subject_id], why)


def returned(payments, year):
    """Sent back by the bank, with its reason."""
    rows = [one for one in payments if one.state == State.BOUNCED and one.returned_on.year == year]
    told = reasons(rows)
    for one in sorted(rows, key=lambda one: (one.returned_on, one.pk)):
        why = f"{shown(one.paid_on)}拨出；{told.get(one.pk, '')}".rstrip("；")
        yield of_payment("银行退汇", one.returned_on, one, why)


def struck_or_doubtful(union, year):
    """Expenses struck out, and those whose use nobody has judged since they were entered."""
    doubtful = Expense.objects.to_judge().filter(spent_on__year=year)
    which = Q(state=Spent.STRUCK, struck_on__year=year) | Q(pk__in=doubtful.values("pk"))
    joined = "payment__title__studio__unit_union", "payment__title__authority"
    rows = Expense.objects.filter(which, **_own("spent", union)).select_related(*joined)
    for one in rows.order_by("-state", "struck_on", "spent_on", "pk"):
        studio, label = one.payment.title.studio, f"{one.purpose}：{one.what}"
        own = studio.title, studio.unit_union.title, label, one.amount_fen
        url = "expense", one.pk
        if one.struck_on:
            yield Exceptional("冲销支出", one.struck_on, *own, one.struck_why, url)
        else:
            yield Exceptional("用途待判定", one.spent_on, *own, one.doubt, url)


def charged_twice(union, year):
    """One invoice at two units: every pair once, and to a unit without the other's name."""
    above = union.pk if union.kind == Kind.AUTHORITY else None
    own = Expense.objects.filter(**_own("spent", union), spent_on__year=year)
    told = set()
    for one, two in pairs(own):
        if frozenset((one.pk, two.pk)) in told:
            continue
        told.add(frozenset((one.pk, two.pk)))
        studio, label = one.payment.title.studio, f"{one.purpose}：{one.what}"
        about = studio.title, studio.unit_union.title, label, one.amount_fen
        why = said(one, two, above=above)
        yield Exceptional("票据两处列支", one.spent_on, *about, why, ("expense", one.pk))


def overdue(union, year, on):
    """Claimed back, and not all repaid by the day."""
    rows = Clawback.objects.open().filter(repay_by__year=year, repay_by__lt=on)
    rows = rows.filter(**_own("demanded", union))
    names = "title__studio__title", "title__studio__unit_union__title"
    told = rows.order_by("repay_by", "pk").values_list(
        "pk", "repay_by", "left_fen", *names, "amount_fen"
    )
    for pk, day, left, studio, unit, fen in told:
        why = f"还有{money.figures(left)}元没有退还"
        yield Exceptional("逾期未退还", day, studio, unit, "追回", fen, why, ("clawback", pk))
