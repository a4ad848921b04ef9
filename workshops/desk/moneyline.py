"""Draws the years and the money of a title as a timeline; the page has the same as a table."""

from dataclasses import dataclass

from rules.schedule import Schedule, Standing, YearLine

WIDE, TALLEST, GROUND = 48, 84, 118  # a year's width, the largest sum, the line the years stand on
MARGIN = 8


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


def drawn(schedule: Schedule, years: int) -> Drawing:
    """The timeline of that many years from the naming year on."""
    sums: dict[int, int] = {}
    for one in schedule.instalments:
        if one.standing is Standing.DUE and one.year:
            sums[one.year] = sums.get(one.year, 0) + one.amount_fen
    first = min([*sums, *(line.year for line in schedule.years)], default=0)
    largest, lines = max(sums.values(), default=1), {line.year: line for line in schedule.years}
    columns = [
        _column(schedule, lines.get(year), year, first, sums.get(year, 0), largest)
        for year in range(first, first + years)
    ]
    return Drawing(tuple(columns) if first else (), sum(sums.values()))


def _column(
    schedule: Schedule, line: YearLine | None, year: int, first: int, fen: int, largest: int
) -> Column:
    word, tone = mark(schedule, year, line)
    bar = TALLEST * fen // largest
    x = MARGIN + WIDE * (year - first)
    return Column(year, year - first + 1, x, fen, bar, short_sum(fen) if fen else "", word, tone)


def mark(schedule: Schedule, year: int, line: YearLine | None) -> tuple[str, str]:
    """The word under a year and its tone: a warning, the end, the cycle closed, a result."""
    if year == schedule.revoked_year:
        return "撤销", "bad"
    if schedule.revoked_year and year > schedule.revoked_year:
        return "", "gone"
    if year in schedule.yellow_years:
        return "黄牌", "warn"
    if year == schedule.complete_year:
        return "周期满", "good"
    result = line.result if line else None
    return {True: "合格", False: "不合格", None: ""}[result], "neutral"
