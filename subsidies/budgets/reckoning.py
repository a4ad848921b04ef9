"""What a budget comes to: allotted, bound, approved, paid, left; nothing of it is stored."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from django.db.models import BigIntegerField, OuterRef, Subquery, Sum

from rules.schedule import Instalment, Standing
from workshops.titles.lifecycle import HELD
from workshops.titles.models import Title
from workshops.unions.models import TradeUnion

from .models import Allotment, Control

# A payment is of a later room and is read through its title; these are its states.
WAITING, APPROVED, PAID = ("prepared", "endorsed"), ("approved", "paid"), "paid"
FALLEN = ("rejected", "bounced")
AHEAD = 10  # years in which every sum of a text has fallen due if all goes well


def payments():
    """Every payment there is, read through the titles."""
    return Title._meta.get_field("payments").related_model.objects.all()


def approved(authorities, year: int):
    """The payments that were approved in a year and have not fallen since."""
    own = payments().filter(title__authority__in=authorities, state__in=APPROVED)
    return own.filter(approved_on__year=year)


def told(authority: str, on: date) -> dict:
    """What the house's own rules turn on that day, read along with what has an authority.

    `authority` is the way to it in the query: the sum from which two sign, what is allotted to
    the year (nothing where no budget is entered) and what was approved in it.
    """
    own = OuterRef(authority)
    begun = Control.objects.filter(authority=own, from_on__lte=on).order_by("-from_on", "-pk")
    entered = Allotment.objects.standing().filter(budget__authority=own, budget__year=on.year)
    passed = payments().filter(title__authority=own, state__in=APPROVED)
    passed = passed.filter(approved_on__year=on.year)
    return {
        "second_from": Subquery(begun.values("second_from_fen")[:1]),
        "allotted": _sum(entered, "budget__authority"),
        "approved": _sum(passed, "title__authority"),
    }


def _sum(rows, by: str) -> Subquery:
    grouped = rows.order_by().values(by).annotate(fen=Sum("amount_fen"))
    return Subquery(grouped.values("fen"), output_field=BigIntegerField())


def house_facts(authority_id: int, on: date, read=None) -> dict:
    """What a payment of that authority is held against that day; `read` was read along."""
    if read is None:
        read = TradeUnion.objects.annotate(**told("pk", on)).values(*told("pk", on))
        read = read.get(pk=authority_id)
    left = None if read["allotted"] is None else read["allotted"] - (read["approved"] or 0)
    return {"budget_left_fen": left, "second_from_fen": read["second_from"]}


def left_fen(authority_id: int, on: date) -> int | None:
    """What may still be approved in that day's year; None where no budget is entered."""
    return house_facts(authority_id, on)["budget_left_fen"]


class Bound(NamedTuple):
    """A sum that will be asked of a year's budget and is not approved yet."""

    sort: str  # due, prepared or later
    year: int
    title: Title
    label: str
    amount_fen: int
    article: str
    why: str
    payment: object = None


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

    @property
    def bound(self) -> int:
        return self.due + self.prepared + self.later

    @property
    def left(self) -> int | None:
        """What may still be approved."""
        return None if self.allotted is None else self.allotted - self.approved

    @property
    def free(self) -> int | None:
        """What would be left once all that is bound were approved."""
        return None if self.left is None else self.left - self.bound


def bound(authorities: Iterable[int], on: date) -> list[Bound]:
    """Everything bound that day under the titles that stand, year by year."""
    held = Title.objects.filter(authority__in=authorities, state__in=HELD)
    titles = held.select_related("studio__unit_union", "authority").with_years().order_by("pk")
    return [one for title in titles for one in bound_under(title, on)]


def bound_under(title: Title, on: date) -> Iterable[Bound]:
    """What one title will still ask for: on its way, due and not prepared, and of later years."""
    on_their_way = [one for one in title.payments.all() if one.state not in FALLEN]
    for one in on_their_way:
        if one.state in WAITING:
            why = one.get_state_display()
            about = one.label, one.amount_fen, one.article
            yield Bound("prepared", on.year, title, *about, why, one)
    begun = {one.instalment for one in on_their_way}
    open_ = [one for one in title.schedule(on).instalments if one.key not in begun]
    years = earliest(title, on) if any(one.standing is Standing.WAITING for one in open_) else {}
    for one in open_:
        if one.standing is Standing.DUE:
            yield Bound("due", on.year, title, one.label, one.amount_fen, one.article, one.why)
        elif one.standing is Standing.WAITING:
            year = max(years.get(one.key, on.year), on.year)
            yield Bound("later", year, title, one.label, one.amount_fen, one.article, one.why)


def earliest(title: Title, on: date) -> dict[str, int]:
    """In which year each sum may fall due at the earliest: if every year to come is passed."""
    facts = title.own_facts(on)
    ahead = range(on.year - 1, on.year + AHEAD)  # last year's result may still be entered
    passed = dict.fromkeys(ahead, True) | dict(facts.results)
    then = replace(facts, on=date(on.year + AHEAD, 12, 31), results=passed)
    return {one.key: one.year for one in title.edition.schedule(then).instalments if due(one)}


def due(one: Instalment) -> bool:
    return one.standing is Standing.DUE and one.year is not None


def by_year(authorities: list[int], on: date) -> list[Figures]:
    """The figures of these authorities, of every year that has any, latest first."""
    sums: dict[tuple, dict] = defaultdict(lambda: defaultdict(int))
    for authority in authorities:
        sums[authority, on.year]["seen"] = 1
    for one in bound(authorities, on):
        sums[one.title.authority_id, one.year][one.sort] += one.amount_fen
    for authority, year, fen in allotted_rows(authorities):
        sums[authority, year]["allotted"] += fen
    for authority, day, fen, state in approved_rows(authorities):
        sums[authority, day.year]["approved"] += fen
        sums[authority, day.year]["paid"] += fen if state == PAID else 0
    return [figures(*key, sums[key]) for key in sorted(sums, key=lambda key: (key[0], -key[1]))]


def allotted_rows(authorities):
    rows = Allotment.objects.standing().filter(budget__authority__in=authorities)
    return rows.values_list("budget__authority", "budget__year", "amount_fen")


def approved_rows(authorities):
    rows = payments().filter(title__authority__in=authorities, state__in=APPROVED)
    return rows.values_list("title__authority", "approved_on", "amount_fen", "state")


def figures(authority: int, year: int, sums: dict) -> Figures:
    """The figures of one year out of its sums by name."""
    names = ("due", "prepared", "later", "approved", "paid")
    plain = {name: sums.get(name, 0) for name in names}
    return Figures(authority, year, sums.get("allotted"), **plain)
