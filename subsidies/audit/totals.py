"""The totals of a year by union, and the very rows that make up each of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import BigIntegerField, F, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from subsidies.books.models import Kind as Moved
from subsidies.books.models import Movement
from subsidies.budgets.models import Allotment
from subsidies.budgets.reckoning import allotted_rows, in_its_year
from subsidies.matching.models import Matching
from subsidies.payments.lifecycle import State
from subsidies.payments.models import Payment
from subsidies.recovery.models import Clawback
from subsidies.spending.models import Expense
from workshops.unions.models import Kind, TradeUnion

YEARS = range(2000, 2100)


class Total(NamedTuple):
    """One total: its rows, the day by which they fall into a year, the way to their title."""

    key: str
    label: str
    said: str
    rows: Callable[[], QuerySet]
    day: str  # the field that tells the year
    title: str  # the way to the title; the way to the authority where there is none
    who: str = ""  # the way to whoever entered it


def _paid():
    return Payment.objects.filter(state=State.PAID)


def _in_its_year(day: str):
    """What stood at the end of its year stays; what came back later stands in that later year."""
    return lambda: in_its_year(Payment.objects.all(), day)


def _moved(kind):
    return lambda: Movement.objects.standing().filter(kind=kind)


def _matched():
    return Matching.objects.filter(struck_on=None)


BY = "entered_by__full_name"
TOTALS = (
    Total("allotted", "已下达的预算", "下达、追加、核减之和，冲销的不计。",
          Allotment.objects.standing, "budget__year", "", BY),
    Total("approved", "已审批", "本年度审批通过的；当年退回、退汇的不计，以后年度的不改变本年度。",
          _in_its_year("approved_on"), "approved_on", "title",
          "approved_by__full_name"),
    Total("paid", "已拨付", "本年度拨出的；当年退汇的不计，以后年度退汇的不改变本年度。",
          _in_its_year("paid_on"), "paid_on", "title", "prepared_by__full_name"),
    Total("returned", "银行退汇", "本年度登记退汇的。",
          lambda: Payment.objects.filter(state=State.BOUNCED), "returned_on", "title",
          "prepared_by__full_name"),
    Total("received", "单位工会已到账", "所在单位工会本年度登记到账的。", _paid, "received_on",
          "title"),
    Total("matched", "已配套", "本年度配套的资金，冲销的不计。", _matched, "paid_on",
          "payment__title"),
    Total("spent", "已支出", "本年度的补助支出，冲销的不计。", Expense.objects.standing,
          "spent_on", "payment__title", BY),
    Total("given_back", "单位工会已退还", "单位工会退出的补助，以单位工会的账为准。",
          _moved(Moved.GIVEN_BACK), "on", "title", BY),
    Total("demanded", "通知追回", "本年度发出通知追回的。", Clawback.objects.all,
          "demanded_on", "title"),
    Total("recovered", "已收回", "命名机关收回的补助，以命名机关的账为准。",
          _moved(Moved.RECOVERED), "on", "title", BY),
)  # fmt: skip
BY_KEY = {one.key: one for one in TOTALS}
ABOVE = ("allotted", "recovered")  # what only an authority has
# What came back of grants; money of other unions comes back too, and was never a grant.
BACK = Total("back", "", "", lambda: _moved(Moved.GIVEN_BACK)().filter(payment__isnull=False),
             "on", "title")  # fmt: skip
UNSPENT = "unspent"
UNSPENT_SAID = "到本年末为止，到账减去支出和退还。"


def way(total: Total, union_kind: str) -> str:
    """The way from a row to the union whose money it is: its authority, or its unit's union."""
    if not total.title:
        return "budget__authority"
    last = "authority" if union_kind == Kind.AUTHORITY else "studio__unit_union"
    return f"{total.title}__{last}"


def sums(unions: Iterable[TradeUnion]) -> dict[tuple[int, int], dict[str, int]]:
    """Every total of every year of these unions, however many rows, in two questions."""
    kinds: dict[bool, list[int]] = {True: [], False: []}
    for union in unions:
        kinds[union.kind == Kind.AUTHORITY].append(union.pk)
    asked = [
        _by_day(total, way(total, Kind.AUTHORITY if above else Kind.UNIT), keys)
        for above, keys in kinds.items()
        for total in (*TOTALS, BACK)
        if keys and total.key != "allotted" and (above or total.key not in ABOVE)
    ]
    found: dict[tuple[int, int], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for authority, year, fen in allotted_rows(kinds[True]) if kinds[True] else ():
        found[authority, year]["allotted"] += fen
    for key, union, day, fen in asked[0].union(*asked[1:], all=True) if asked else ():
        found[union, day.year][key] += fen
    return found


def _by_day(total: Total, to: str, keys: list[int]) -> QuerySet:
    """A total by union and day; SQLite takes the year out of a day only row by row and slowly."""
    dated = {f"{total.day}__isnull": False, f"{to}__in": keys}
    rows = total.rows().filter(**dated).order_by()
    named = rows.annotate(key=Value(total.key), owner=F(to), day=F(total.day))
    return named.values("key", "owner", "day").annotate(fen=Sum("amount_fen")).values_list(
        "key", "owner", "day", "fen"
    )  # fmt: skip


def unspent(found: dict, union: int, year: int) -> int:
    """What the units had left at the end of a year, of all that ever came."""
    past = (row for (owner, at), row in found.items() if owner == union and at <= year)
    return sum(row.get("received", 0) - row.get("spent", 0) - row.get("back", 0) for row in past)


class Line(NamedTuple):
    """One total of a year as a page shows it; without a key it cannot be opened."""

    key: str
    label: str
    fen: int
    said: str


def shown_to(union: TradeUnion) -> list[Total]:
    """The totals that mean something for this union."""
    return [one for one in TOTALS if union.kind == Kind.AUTHORITY or one.key not in ABOVE]


def lines(found: dict, union: TradeUnion, year: int) -> list[Line]:
    """The totals of a year from top to bottom; what has no meaning for a unit is left out."""
    row = found.get((union.pk, year), {})
    top = [Line(one.key, one.label, row.get(one.key, 0), one.said) for one in shown_to(union)]
    return [*top, Line(UNSPENT, "尚未使用", unspent(found, union.pk, year), UNSPENT_SAID)]


# The rows under a total


class Row(NamedTuple):
    """One line under a total: when, which studio, of which union, how much; where it is read."""

    on: date | None
    studio: str
    union: str
    label: str
    fen: int
    who: str
    url: str
    about: str  # by what a finding names it; nothing where none is written about it


def rows_of(total: Total, union: TradeUnion, year: int) -> QuerySet:
    """The rows that make up a total of a union's year, in order."""
    found = total.rows().filter(**{way(total, union.kind): union.pk})
    if not total.day.endswith("year"):
        return found.filter(**{f"{total.day}__year": year}).order_by(total.day, "pk")
    return found.filter(**{total.day: year}).order_by("decided_on", "pk")


def fen_of(found: QuerySet) -> int:
    """What these rows come to."""
    return found.order_by().aggregate(fen=Sum("amount_fen"))["fen"] or 0


def read(total: Total, found: QuerySet) -> list[Row]:
    """These rows as they are shown, in one question."""
    if total.title:
        found = found.select_related(f"{total.title}__studio__unit_union")
    else:
        found = found.select_related("budget__authority")
    if total.who:
        found = found.select_related(total.who.split("__")[0])
    return [row(total, one) for one in found]


def row(total: Total, one) -> Row:
    """One row of a total in the words of its list."""
    who = getattr(one, total.who.split("__")[0]) if total.who else None
    name = who.full_name if who else ""
    if isinstance(one, Allotment):
        own = reverse("budget", args=[one.budget.authority_id, one.budget.year])
        union = one.budget.authority.title
        return Row(one.decided_on, "", union, one.document_number, one.amount_fen, name, own, "")
    studio = (one.payment.title if total.title.startswith("payment") else one.title).studio
    label, url, about = worded(one)
    day = getattr(one, total.day)
    return Row(day, studio.title, studio.unit_union.title, label, one.amount_fen, name, url, about)


def worded(one) -> tuple[str, str, str]:
    """What a row is called, its page, and how a finding names it."""
    if isinstance(one, Payment):
        return one.label, reverse("payment", args=[one.pk]), f"payment-{one.pk}"
    if isinstance(one, Expense):
        label = f"{one.purpose}：{one.what}"
        return label, reverse("expense", args=[one.pk]), f"expense-{one.pk}"
    if isinstance(one, Matching):
        label, url = f"{one.payment.label}配套", reverse("matching", args=[one.payment_id])
        return label, url, f"matching-{one.pk}"
    if isinstance(one, Clawback):
        return "追回", reverse("clawback", args=[one.pk]), ""
    if one.payment_id:
        return one.summary, reverse("payment", args=[one.payment_id]), f"payment-{one.payment_id}"
    return one.summary, reverse("title", args=[one.title_id]), ""


def unspent_of(union: TradeUnion, year: int) -> QuerySet:
    """The grants of which something was left at the end of a year, each with `left`."""
    last = date(year, 12, 31)
    to = way(BY_KEY["received"], union.kind)
    went = Movement.objects.standing().filter(
        payment=OuterRef("pk"), kind__in=(Moved.SPENT, Moved.GIVEN_BACK), on__lte=last
    )
    gone = went.order_by().values("payment").annotate(fen=Sum("amount_fen")).values("fen")
    left = F("amount_fen") - Coalesce(Subquery(gone, output_field=BigIntegerField()), 0)
    came = _paid().filter(**{to: union.pk}, received_on__lte=last)
    return came.annotate(left=left).exclude(left=0).order_by("received_on", "pk")


def read_unspent(found: QuerySet) -> list[Row]:
    """These grants as they are shown, each with what was left of it."""
    return [
        row(BY_KEY["received"], one)._replace(fen=one.left, url=reverse("grant", args=[one.pk]))
        for one in found.select_related("title__studio__unit_union")
    ]


def unspent_rows(union: TradeUnion, year: int) -> list[Row]:
    """All of them, for a file."""
    return read_unspent(unspent_of(union, year))


def pool_of(union: TradeUnion, year: int, pool: str) -> QuerySet:
    """What takes part when lots are drawn: a year's payments made, or its expenses that stand."""
    return rows_of(BY_KEY["paid" if pool == "payments" else "spent"], union, year)
