"""The fund book (专款专用): what each grant brought, what became of it, what is left.

A union may have to give back more than is left, of what it has used already or what others gave:
that comes out of its own money and is told as such, and nothing is left below nothing.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.db.models import BigIntegerField, Case, F, Min, Q, Sum, When, Window

from .models import SIGNED, Kind, Movement

# What a union does with money of a grant: its columns, and how each counts for what is left.
HOLDING = {Kind.RECEIVED: 1, Kind.SPENT: -1, Kind.GIVEN_BACK: -1}
PASSING = {Kind.PASSED_IN: 1, Kind.PASSED_ON: -1}
GIVING = {Kind.PAID: 1, Kind.RECOVERED: -1}
MAY_COME_BACK = (Kind.PAID, Kind.SPENT)
BOOKS = (
    ("holding", "基层工会专款", HOLDING, "结余"),
    ("passing", "转拨", PASSING, "尚未转拨"),
    ("giving", "命名机关拨出", GIVING, "净拨出"),
)


class Line(NamedTuple):
    """One grant in one union's hands: sums in fen in the order of the columns, and what is left.

    `own` is what the union put in of its own money, where more went than had come; `first` is
    the key of one of its movements, from which the names are read.
    """

    union: int
    title: int
    payment: int | None
    first: int
    sums: tuple[int, ...]
    left: int
    own: int = 0


@dataclass
class Fund:
    """One kind of fund book: its columns, and its lines, which are drawn up when asked for."""

    key: str
    label: str
    ways: dict[Kind, int]
    rest: str
    places: list[tuple]  # the union, title and payment of each line, with what its line tells

    @property
    def kinds(self) -> tuple[Kind, ...]:
        return tuple(self.ways)

    @cached_property
    def lines(self) -> list[Line]:
        return [line(*place, self.ways) for place in self.places]

    @cached_property
    def totals(self) -> tuple[int, ...]:
        """The sum of each column."""
        return tuple(sum(one.sums[at] for one in self.lines) for at in range(len(self.kinds)))

    @cached_property
    def left(self) -> int:
        return sum(line.left for line in self.lines)

    @cached_property
    def own(self) -> int:
        return sum(line.own for line in self.lines)


def funds(movements) -> list[Fund]:
    """The fund books of these movements; those in which nothing stands are left out."""
    rows = movements.standing().order_by().values_list("union", "title", "payment", "kind")
    sums, first = defaultdict(dict), {}
    for *place, kind, fen, one in rows.annotate(fen=Sum("amount_fen"), one=Min("pk")):
        at = tuple(place)
        sums[at][kind] = fen
        first[at] = one
    told = [(at, first[at], sums[at]) for at in sorted(sums, key=placed)]
    made = []
    for key, label, kinds, rest in BOOKS:
        places = [one for one in told if not kinds.keys().isdisjoint(one[2])]
        made += [Fund(key, label, kinds, rest, places)] if places else []
    return made


def placed(at: tuple) -> tuple:
    """By union, title and payment; what belongs to no payment last."""
    union, title, payment = at
    return union, title, payment is None, payment or 0


def line(at: tuple, first: int, by_kind: dict, kinds: dict) -> Line:
    sums = tuple(by_kind.get(kind, 0) for kind in kinds)
    left = sum(way * fen for way, fen in zip(kinds.values(), sums, strict=True))
    return Line(*at, first, sums, max(left, 0), max(-left, 0))


def named(lines) -> list[tuple[Line, Movement]]:
    """Each line with a movement of it, for the names of union, studio and payment."""
    near = Movement.objects.select_related("union", "payment", "title__studio__unit_union")
    found = near.in_bulk([one.first for one in lines])
    return [(one, found[one.first]) for one in lines]


def rows(movements):
    """Every movement in order, each with what is left in that union's hands after it.

    What was entered wrongly counts for nothing in any line. Only what was paid out or spent may
    really have come back, on the day of its reversal, and counts until then.
    """
    order = [F("on"), F("pk")]
    pair = Q(reversal__isnull=False) | Q(reverses__isnull=False)
    undone = Q(reversal__on=F("on")) | Q(reverses__on=F("on")) | pair & ~Q(kind__in=MAY_COME_BACK)
    counted = Case(When(undone, then=0), default=SIGNED, output_field=BigIntegerField())
    running = Window(Sum(counted), partition_by=[F("union")], order_by=order)
    found = movements.annotate(signed=SIGNED, running=running).order_by("union", *order)
    return found.select_related("union", "payment", "title__studio", "entered_by", "reversal")


def left_after(movement, *, one_kind: bool = False) -> tuple[int, int] | None:
    """What is left after it, and what the union has put in of its own money by then.

    Of what a union gives away, what has left on the whole. Among movements of one kind alone
    (`one_kind`) nothing is left over to tell.
    """
    if one_kind:
        return None
    left = -movement.running if movement.kind in GIVING else movement.running
    return max(left, 0), max(-left, 0)
