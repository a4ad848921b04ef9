"""Draws the years and the money of a title as a timeline; the page has the same as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rules.schedule import Schedule, Standing

WIDE, TALLEST, GROUND = 48, 84, 118  # a year's width, the largest sum, the line the years stand on
MARGIN = 8
RESULT = {True: "合格", False: "不合格", None: ""}


@dataclass(frozen=True)
class Column:
    """One year: where it stands, the sum that falls due in it, and what else it brings."""

    year: int
    ordinal: int
    x: int
    amount_fen: int
    bar: int
    word: str
    mark: str
    tone: str

    @property
    def middle(self) -> int:
        return self.x + WIDE // 2

    @property
    def top(self) -> int:
        return GROUND - self.bar


@dataclass(frozen=True)
class Drawing:
    """A timeline, its size and its years."""

    columns: tuple[Column, ...]
    total_fen: int

    @property
    def width(self) -> int:
        return 2 * MARGIN + WIDE * max(len(self.columns), 4)

    @property
    def height(self) -> int:
        return GROUND + 44

    @property
    def ground(self) -> int:
        return GROUND

    @property
    def sentence(self) -> str:
        """The drawing said in one sentence."""
        sums = [f"{c.year}年{c.word}" for c in self.columns if c.amount_fen]
        marks = [f"{c.year}年{c.mark}" for c in self.columns if c.mark]
        return "；".join([*sums, *marks]) or "没有款项"


def short_sum(fen: int) -> str:
    """A sum as it fits over a column: 30000000 is 30万."""
    wan = fen / 1_000_000
    return f"{wan:g}万" if fen >= 1_000_000 else f"{fen // 100:,}"


def drawn(schedule: Schedule, marks: Sequence[tuple[str, str]]) -> Drawing:
    """The timeline from the naming year on; a word under each year and its tone come as marks."""
    sums: dict[int, int] = {}
    for one in schedule.instalments:
        if one.standing is Standing.DUE and one.year:
            sums[one.year] = sums.get(one.year, 0) + one.amount_fen
    first = min([*sums, *(line.year for line in schedule.years)], default=0)
    largest = max(sums.values(), default=1)
    columns = []
    for place, (mark, tone) in enumerate(marks if first else ()):
        fen = sums.get(first + place, 0)
        word, bar = short_sum(fen) if fen else "", TALLEST * fen // largest
        x = MARGIN + WIDE * place
        columns.append(Column(first + place, place + 1, x, fen, bar, word, mark, tone))
    return Drawing(tuple(columns), sum(sums.values()))


def marks_of(
    schedule: Schedule, years: Sequence[int], results: Mapping[int, bool], ended: int | None = None
) -> list[tuple[str, str]]:
    """What stands under each year: a warning, the end, the cycle closed, or the result."""
    end, said = ended or schedule.revoked_year, []
    for year in years:
        if end and year >= end:
            said.append(("撤销", "bad") if year == end else ("", "gone"))
        elif year in schedule.yellow_years:
            said.append(("黄牌", "warn"))
        elif year == schedule.complete_year:
            said.append(("周期满", "good"))
        else:
            said.append((RESULT[results.get(year)], "neutral"))
    return said
