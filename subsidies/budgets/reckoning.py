"""What a budget comes to: allotted, bound, approved, paid, left; nothing of it is stored.

How the execution of a budget (预算执行) is read here: a year answers for its own approvals. What
was approved and fell in the same year, sent back by the bank or withdrawn, is as if it had not
been: the budget is whole again and the same sum is approved anew. What fell in a later year
leaves the earlier year as it was reported; it stands in the year of its return (以前年度退回) and
may be approved anew there, beside what is allotted. So no closed year changes, and over all years
what was approved less what came back never passes what was allotted.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from django.db.models import BigIntegerField, Case, Count, F, OuterRef, Q, Subquery, Sum, When
from django.db.models.functions import ExtractYear

from rules.base import Edition
from rules.facts import Facts
from rules.schedule import Instalment, Standing
from workshops.records.models import Decision
from workshops.titles.lifecycle import HELD
from workshops.titles.models import Title
from workshops.unions.models import TradeUnion

from .models import Allotment, Control
from .unpaid import FALLEN, Alike, alike

# A payment is of a later room and is read through its title; these are its states.
WAITING, APPROVED, PAID = ("prepared", "endorsed"), ("approved", "paid"), "paid"
AHEAD = 10  # years in which every sum of a text has fallen due if all goes well


def payments():
    """Every payment there is, read through the titles."""
    return Title._meta.get_field("payments").related_model.objects.all()


def dated(rows):
    """Payments with the day and the year in which they fell: sent back, or turned back by hand."""
    about = {"subject_type": rows.model._meta.label_lower, "subject_id": OuterRef("pk")}
    turned = Decision.objects.filter(**about, step="reject").values("decided_on")[:1]
    bounced = When(state="bounced", then=F("returned_on"))
    fell = Case(bounced, When(state="rejected", then=Subquery(turned)))
    return rows.annotate(fell_on=fell).annotate(fell_in=ExtractYear("fell_on"))


def in_its_year(rows, day: str):
    """Those that stood at the end of the year of that day, whatever became of them later."""
    kept = Q(state__in=APPROVED) | Q(state__in=FALLEN, fell_in__gt=ExtractYear(day))
    return dated(rows).filter(kept, **{f"{day}__isnull": False})


def approved(authorities, year: int):
    """The payments that were approved in a year and did not fall in it."""
    own = payments().filter(title__authority__in=authorities, approved_on__year=year)
    return in_its_year(own, "approved_on")


def returned(authorities, year: int):
    """The payments approved in an earlier year that fell in this one."""
    own = payments().filter(title__authority__in=authorities, approved_on__year__lt=year)
    return dated(own).filter(state__in=FALLEN, fell_in=year)


def left_and_stayed(rows):
    """Those of such payments whose money left and did not come back within the same year."""
    stayed = Q(state__in=FALLEN, paid_on__isnull=False, fell_in__gt=ExtractYear("paid_on"))
    return dated(rows).filter(Q(state=PAID) | stayed)


def told(authority: str, on: date) -> dict:
    """What the house's own rules turn on that day, read along with what has an authority.

    `authority` is the way to it in the query: the sum from which two sign, what is allotted to
    the year (nothing where no budget is entered) and what was approved in it.
    """
    own = OuterRef(authority)
    begun = Control.objects.filter(authority=own, from_on__lte=on).order_by("-from_on", "-pk")
    entered = Allotment.objects.standing().filter(budget__authority=own, budget__year=on.year)
    passed = in_its_year(payments().filter(title__authority=own), "approved_on")
    passed = passed.filter(approved_on__year=on.year)
    back = payments().filter(title__authority=own, approved_on__year__lt=on.year)
    back = dated(back).filter(state__in=FALLEN, fell_in=on.year)
    return {
        "second_from": Subquery(begun.values("second_from_fen")[:1]),
        "allotted": _sum(entered, "budget__authority"),
        "approved": _sum(passed, "title__authority"),
        "returned": _sum(back, "title__authority"),
    }


def _sum(rows, by: str) -> Subquery:
    grouped = rows.order_by().values(by).annotate(fen=Sum("amount_fen"))
    return Subquery(grouped.values("fen"), output_field=BigIntegerField())


def house_facts(authority_id: int, on: date, read=None) -> dict:
    """What a payment of that authority is held against that day; `read` was read along."""
    if read is None:
        own = told("pk", on)
        read = TradeUnion.objects.annotate(**own).values(*own).get(pk=authority_id)
    left = None
    if read["allotted"] is not None:
        left = read["allotted"] + (read["returned"] or 0) - (read["approved"] or 0)
    return {"budget_left_fen": left, "second_from_fen": read["second_from"]}


def left_fen(authority_id: int, on: date) -> int | None:
    """What may still be approved in that day's year; None where no budget is entered."""
    return house_facts(authority_id, on)["budget_left_fen"]


class Bound(NamedTuple):
    """A sum that will be asked of a year's budget and is not approved yet."""

    sort: str  # due, prepared or later
    year: int
    authority_id: int
    title_id: int
    label: str
    amount_fen: int
    why: str
    payment_id: int | None = None


@dataclass(frozen=True)
class Figures:
    """One authority's money in one year, in fen."""

    authority_id: int
    year: int
    allotted: int | None
    due: int
    prepared: int
    later: int
    approved: int
    paid: int
    returned: int

    @property
    def bound(self) -> int:
        return self.due + self.prepared + self.later

    @property
    def left(self) -> int | None:
        """What may still be approved."""
        return None if self.allotted is None else self.allotted + self.returned - self.approved

    @property
    def free(self) -> int | None:
        """What would be left once all that is bound were approved."""
        return None if self.left is None else self.left - self.bound


def bound(authority_id: int, year: int, on: date) -> list[Bound]:
    """Everything bound that day to a year's budget under the titles that stand, title by title."""
    held = Title.objects.filter(authority=authority_id, state__in=HELD)
    found = list(prepared(held, on)) if year == on.year else []
    found += (one for group in alike(held) for one in bound_under(group, year, on))
    return sorted(found, key=lambda one: one.title_id)


def prepared(titles, on: date) -> Iterator[Bound]:
    """What is on its way under these titles and not approved yet."""
    rows = payments().filter(title__in=titles, state__in=WAITING).order_by("pk")
    labels = dict(rows.model._meta.get_field("state").flatchoices)
    columns = "title__authority", "title", "label", "amount_fen", "state", "pk"
    for *about, state, pk in rows.values_list(*columns):
        yield Bound("prepared", on.year, *about, labels[state], pk)


def waiting_fen(authorities: Iterable[int]) -> int:
    """What is prepared under the titles that stand and not approved yet."""
    rows = payments().filter(title__authority__in=authorities, title__state__in=HELD)
    return rows.filter(state__in=WAITING).aggregate(fen=Sum("amount_fen"))["fen"] or 0


def bound_under(group: Alike, year: int, on: date) -> Iterator[Bound]:
    """What titles that stand alike will ask of a year: due and not prepared, or falling due."""
    authority = group.title.authority_id
    for sort, falls, one in still_to_come(group, on):
        for pk in group.asking(one) if falls == year else ():
            yield Bound(sort, year, authority, pk, one.label, one.amount_fen, one.why)


def still_to_come(group: Alike, on: date) -> Iterator[tuple[str, int, Instalment]]:
    """Each sum that is due or will be, whoever of them asks for it, with the year it falls to."""
    facts = group.facts(on)
    years = earliest(group.title.edition, facts)
    for one in group.laid_out(facts):
        if one.standing is Standing.DUE:
            yield "due", on.year, one
        elif one.standing is Standing.WAITING:
            yield "later", max(years.get(one.key, on.year), on.year), one


def earliest(edition: Edition, facts: Facts) -> dict[str, int]:
    """In which year each sum may fall due at the earliest: if every year to come is passed."""
    year = facts.on.year
    ahead = range(year - 1, year + AHEAD)  # last year's result may still be entered
    passed = dict.fromkeys(ahead, True) | dict(facts.results)
    then = replace(facts, on=date(year + AHEAD, 12, 31), results=passed)
    return {one.key: one.year for one in edition.schedule(then).instalments if due(one)}


def due(one: Instalment) -> bool:
    return one.standing is Standing.DUE and one.year is not None


def by_year(authorities: list[int], on: date) -> list[Figures]:
    """The figures of these authorities, of every year that has any, latest first."""
    sums: dict[tuple, dict] = defaultdict(lambda: defaultdict(int))
    for authority in authorities:
        sums[authority, on.year]["seen"] = 1
    held = Title.objects.filter(authority__in=authorities, state__in=HELD)
    for one in prepared(held, on):
        sums[one.authority_id, one.year][one.sort] += one.amount_fen
    for group in alike(held):
        for sort, year, one in still_to_come(group, on):
            if many := group.many(one):
                sums[group.title.authority_id, year][sort] += many * one.amount_fen
    for authority, year, fen in allotted_rows(authorities):
        sums[authority, year]["allotted"] += fen
    for one in moved(authorities):
        sums[one.authority_id, one.year][one.name] += one.amount_fen
    return [figures(*key, sums[key]) for key in sorted(sums, key=lambda key: (key[0], -key[1]))]


def allotted_rows(authorities):
    rows = Allotment.objects.standing().filter(budget__authority__in=authorities)
    return rows.values_list("budget__authority", "budget__year", "amount_fen")


class Moved(NamedTuple):
    """So many payments of one authority, what they come to, and what became of them in a year."""

    name: str  # approved, paid or returned
    authority_id: int
    year: int
    amount_fen: int
    many: int


def moved(authorities: Iterable[int]) -> Iterator[Moved]:
    """What was approved, paid and came back later, in every year."""
    rows = dated(payments().filter(title__authority__in=authorities, approved_on__isnull=False))
    keys = "title__authority", "approved_on", "paid_on", "fell_on", "state"
    sums = rows.order_by().values_list(*keys).annotate(fen=Sum("amount_fen"), many=Count("pk"))
    for authority, day, paid_on, fell_on, state, *sum_ in sums:
        stands, fell_in = state in APPROVED, fell_on and fell_on.year
        if not stands and (fell_in is None or fell_in <= day.year):
            continue
        yield Moved("approved", authority, day.year, *sum_)
        if state == PAID or (paid_on and fell_in and fell_in > paid_on.year):
            yield Moved("paid", authority, day.year, *sum_)
        if not stands:
            yield Moved("returned", authority, fell_in, *sum_)


def figures(authority: int, year: int, sums: dict) -> Figures:
    """The figures of one year out of its sums by name."""
    names = ("due", "prepared", "later", "approved", "paid", "returned")
    plain = {name: sums.get(name, 0) for name in names}
    return Figures(authority, year, sums.get("allotted"), **plain)
