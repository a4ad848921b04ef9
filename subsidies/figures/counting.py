"""The money that moved, counted one way or another from the raw movements."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Sum, TextField, Value
from django.db.models.functions import Cast, Coalesce, ExtractYear

from subsidies.books.models import Kind, Movement
from workshops.unions.models import Person

MEASURES = (Kind.PAID, Kind.RECEIVED, Kind.SPENT, Kind.GIVEN_BACK, Kind.RECOVERED)
NONE = Value("没有写明")


def words(path: str):
    """A text of the row by its way, or that there is none."""
    return Coalesce(F(path), NONE, output_field=TextField())


CUTS = {
    "year": ("年度", Cast(ExtractYear("on"), TextField())),
    "kind": ("款项", words("payment__label")),
    "region": ("推荐工会", words("title__studio__unit_union__screening_union__title")),
    "plaque": ("称号", words("title__title")),
    "authority": ("命名机关", words("title__authority__title")),
}


@dataclass(frozen=True)
class Row:
    """One line of the figures: how many titles were paid, and each sum in fen."""

    label: str
    titles: int
    sums: dict
    share: int = 0  # of the largest, in hundredths, for the drawing
    part: str = ""  # of the whole, in words

    @property
    def cells(self) -> list[int]:
        return [self.sums.get(kind, 0) for kind in MEASURES]


def seen(person: Person, on: date, year: int | None = None):
    """The movements that count and that this person may see, of one year or of all."""
    rows = Movement.objects.visible_to(person, on=on).standing()
    return rows.filter(on__year=year) if year else rows


def years(person: Person, on: date) -> list[int]:
    """The years in which anything moved, latest first."""
    days = seen(person, on).order_by().values_list("on", flat=True).distinct()
    return sorted({day.year for day in days}, reverse=True)


def counted(rows, cut: str) -> list[Row]:
    """These movements by one of CUTS, in one question however many there are."""
    groups = rows.order_by().annotate(cut=CUTS[cut][1]).values_list("cut", "kind")
    sums: dict[str, dict] = defaultdict(dict)
    titles: dict[str, int] = defaultdict(int)
    for label, kind, fen, many in groups.annotate(Sum("amount_fen"), Count("title", distinct=True)):
        sums[label][kind] = fen
        titles[label] = many if kind == Kind.PAID else titles[label]
    paid = [one.get(Kind.PAID, 0) for one in sums.values()]
    largest, whole = max(paid, default=0), sum(paid)
    found = [
        Row(k, titles[k], one, share(one, largest), part(one, whole)) for k, one in sums.items()
    ]
    if cut == "year":
        return sorted(found, key=lambda row: row.label, reverse=True)
    return sorted(found, key=lambda row: (-row.sums.get(Kind.PAID, 0), row.label))


def share(sums: dict, largest: int) -> int:
    return 100 * sums.get(Kind.PAID, 0) // largest if largest else 0


def part(sums: dict, whole: int) -> str:
    """What of all that left is this line's, to a tenth of a hundredth."""
    tenths = (2000 * sums.get(Kind.PAID, 0) + whole) // (2 * whole) if whole else 0
    return f"{tenths // 10}.{tenths % 10}%"


def total(rows: list[Row]) -> list[int]:
    """Each measure over all lines."""
    return [sum(column) for column in zip(*(row.cells for row in rows), strict=True)]
