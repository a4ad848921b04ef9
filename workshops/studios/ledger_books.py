"""A studio's ledgers as they leave the house: a bound book, and a workbook."""

from collections import defaultdict

from rules import money
from rules.base import Ledger
from rules.facts import shown
from workshops.documents.workbooks import Column, Sheet

from .ledger_pages import Room, label_of, papers_of
from .ledger_rows import HEADINGS, REVERSED, STATE, columns_of
from .ledgers import LedgerEntry, Tally

VOLUME = 300  # rows of a volume; more would keep the press longer than a paper may
MOST_ON_PAGE = 1000  # rows shown as one page for print
WIDTHS = {"happened_on": 12, "title": 36, "people": 24, "detail": 48, "amount_fen": 14}
KINDS = {"happened_on": "date", "amount_fen": "money"}
NUMERALS = "零一二三四五六七八九十"
AFTER = (("证明材料", 30), ("记录人", 10), ("记录时间", 12), (STATE, 10), ("冲销理由", 30))


def rows_of(room: Room, year: int | None, keys: list[str]):
    """The rows of these ledgers in the order in which things happened."""
    rows = room.entries.rows().filter(ledger__in=keys).order_by("happened_on", "pk")
    if year:
        rows = rows.filter(happened_on__year=year)
    return rows.select_related("entered_by", "reversal__entered_by")


def volumes_of(room: Room, year: int | None, keys: list[str]) -> int:
    """Into how many volumes the book is bound."""
    return max(1, -(-rows_of(room, year, keys).count() // VOLUME))


def book(room: Room, year: int | None, keys: list[str], volume: int, volumes: int) -> dict:
    """What stands in a volume of the book: each ledger, in it a chapter for each kind.

    Volume 0 is the whole book, as the page for print shows it.
    """
    wanted = [one for one in room.ledgers if one.key in keys]
    rows = sorted(rows_of(room, year, keys), key=lambda row: place_of(row, wanted))
    if volume:
        rows = rows[VOLUME * (volume - 1) : VOLUME * volume]
    papers, found = papers_of(rows), defaultdict(list)
    for row in rows:
        found[row.ledger].append(row)
    said = remarks_of(room, year, keys) if volume in (0, volumes) else defaultdict(list)
    parts = [
        part(room, one, place, found[one.key], papers, said[one.key])
        for place, one in enumerate(wanted, 1)
    ]
    if volume and volumes > 1:
        parts = [in_volume(one) for one in parts if one["rows"] or one["remarks"]]
    about = {"room": room, "studio": room.studio, "year": year, "parts": parts, "on": room.on}
    title = wanted[0].label if len(wanted) == 1 else "工作台账"
    about |= {"title": title, "letters": list(title), "rows": len(rows)}
    return about | {"volume": volume, "volumes": volumes}


def place_of(row: LedgerEntry, ledgers: list[Ledger]) -> tuple:
    """Where a row stands in the book: by ledger, kind, day."""
    keys = [one.key for one in ledgers]
    codes = list(ledgers[keys.index(row.ledger)].labels)
    kind = codes.index(row.kind) if row.kind in codes else len(codes)
    return keys.index(row.ledger), kind, row.kind, row.happened_on, row.pk


def remarks_of(room: Room, year: int | None, keys: list[str]) -> dict[str, list]:
    """What supervision said of each of these ledgers, in order."""
    remarks = room.remarks().filter(ledger__in=keys).order_by("made_on", "pk")
    said = defaultdict(list)
    for one in remarks.filter(made_on__year=year) if year else remarks:
        said[one.ledger].append(one)
    return said


def in_volume(part: dict) -> dict:
    """A ledger as one of several volumes holds it: without the chapters and sums of others."""
    chapters = [one for one in part["chapters"] if one["lines"]]
    return part | {"chapters": chapters, "balance": ""}


def part(room, ledger: Ledger, place: int, rows: list[LedgerEntry], papers, remarks) -> dict:
    """One ledger of the book."""
    kinds = room.kinds(ledger)
    known = {code for code, _ in kinds}
    kinds += [
        (code, label_of(room.studio, ledger.key, code))
        for code in dict.fromkeys(row.kind for row in rows)
        if code not in known
    ]
    chapters = [
        chapter(ledger, f"{place}-{number}", number, kind, rows, papers)
        for number, kind in enumerate(kinds, 1)
    ]
    balance = sum(ledger.money.get(one["code"], 0) * one["tally"].fen for one in chapters)
    both = {1, -1} <= set(ledger.money.values())
    return {
        "ledger": ledger,
        "anchor": f"ledger-{place}",
        "numeral": numeral(place),
        "chapters": chapters,
        "rows": len(rows),
        "remarks": remarks,
        "balance": money.figures(balance) if both else "",
    }


def chapter(ledger: Ledger, anchor: str, number: int, kind, rows, papers) -> dict:
    """The rows of one kind, with their sum; reversed ones stand in it but do not count."""
    code, label = kind
    own = [row for row in rows if row.kind == code]
    counted = [row for row in own if not hasattr(row, "reversal")]
    people = sum(row.people_count or 0 for row in counted)
    fen = sum(row.amount_fen or 0 for row in counted)
    lines = [
        {
            "number": place,
            "entry": row,
            "figures": "" if row.amount_fen is None else money.figures(row.amount_fen),
            "reversal": getattr(row, "reversal", None),
            "papers": [(one.filename, one.sha256[:12]) for one in papers.get(row.pk, [])],
        }
        for place, row in enumerate(own, 1)
    ]
    return {
        "code": code,
        "label": label,
        "anchor": f"chapter-{anchor}",
        "numeral": numeral(number),
        "lines": lines,
        "tally": Tally(len(counted), people, fen),
        "is_money": code in ledger.money,
        "reversed": len(own) - len(counted),
    }


def numeral(number: int) -> str:
    """The number of a chapter in Chinese; beyond ten in figures."""
    return NUMERALS[number] if number < len(NUMERALS) else str(number)


# The workbook


def sheets(room: Room, year: int | None, keys: list[str]) -> list[Sheet]:
    """One sheet for each ledger, with the columns of its template and what became of each row."""
    rows = list(rows_of(room, year, keys))
    papers = papers_of(rows)
    return [
        sheet(room, one, [row for row in rows if row.ledger == one.key], papers)
        for one in room.ledgers
        if one.key in keys
    ]


def sheet(room: Room, ledger: Ledger, rows: list[LedgerEntry], papers) -> Sheet:
    names = columns_of(ledger)
    columns = [Column(HEADINGS[n], KINDS.get(n, "text"), WIDTHS.get(n, 12)) for n in names]
    columns += [Column(label, "text", width) for label, width in AFTER]
    labels = ledger.labels
    lines = [
        [cell(row, name, labels) for name in names] + after(row, papers.get(row.pk, []))
        for row in rows
    ]
    return Sheet(f"{room.studio.title}{ledger.label}", columns, lines, tab=ledger.label)


def cell(row: LedgerEntry, name: str, labels: dict[str, str]):
    value = getattr(row, name)
    return labels.get(value, "其他") if name == "kind" else value


def after(row: LedgerEntry, papers) -> list:
    """What the software knows of a row besides what was written."""
    reversal = getattr(row, "reversal", None)
    return [
        "；".join(one.filename for one in papers),
        row.entered_by.full_name,
        shown(row.entered_at.date()),
        REVERSED if reversal else "有效",
        reversal.reason if reversal else "",
    ]


def template(ledger: Ledger, on) -> list[Sheet]:
    """An empty table to fill in, with one line as an example, and the kinds beside it."""
    names = columns_of(ledger)
    columns = [Column(HEADINGS[n], KINDS.get(n, "text"), WIDTHS.get(n, 12)) for n in names]
    code = next(iter(ledger.money), ledger.kinds[0][0])
    example = {"happened_on": on, "kind": ledger.labels[code], "title": "示例，填写时请删去这一行"}
    example |= {"amount_fen": 120_000, "people_count": 12, "people": "张三、李四"}
    example |= {"place": "创新工作室", "detail": "写明做了什么、结果怎样。"}
    kinds = Sheet("类别", [Column("类别", width=24)], [[label] for _, label in ledger.kinds])
    return [Sheet(ledger.label, columns, [[example[name] for name in names]]), kinds]
