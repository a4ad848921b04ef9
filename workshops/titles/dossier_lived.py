"""The parts of a dossier on the years a title is held: ledgers, duties, outcomes."""

from workshops.studios.ledgers import LedgerEntry, tallies

from .dossier_leaf import Part, Reader, Table, said, worded, yuan
from .duties import laid_out
from .keeping import RESULT
from .ladder import left

NOTHING = "没有登记。"
MOST = 500  # rows of ledgers; the bound ledger has them all


def ledgers(reader: Reader) -> Part:
    """How much each ledger holds of each year, then its rows."""
    part, title = Part("台账", "汇总中已冲销的不计。"), reader.title
    words = {
        (one.key, kind): (one.label, label)
        for one in title.edition.ledgers
        for kind, label in one.kinds
    }
    kept = reader.sees(LedgerEntry).filter(studio=title.studio_id)
    rows = [
        [
            f"{year}年",
            *words.get((ledger, kind), (ledger, kind)),
            f"{tally.rows}条",
            f"{tally.people}人次" if tally.people else "",
            f"{tally.figures}元" if tally.fen else "",
        ]
        for (year, ledger, kind), tally in sorted(tallies(kept).items())
    ]
    if rows:
        columns = ["年份", "台账", "类别", "条数", "人次", "金额"]
        part.add("汇总", tables=[Table("", columns, rows)])
        part.add("逐条记录", tables=[_entries(kept, words)])
    elif title.edition.ledgers:
        part.add(note=NOTHING)
    return part


def _entries(kept, words: dict) -> Table:
    newest = kept.select_related("reversal").order_by("-happened_on", "-pk")[:MOST]
    rows = [
        [
            worded(row.happened_on),
            *words.get((row.ledger, row.kind), (row.ledger, row.kind)),
            row.title,
            f"{row.people_count}人" if row.people_count else "",
            yuan(row.amount_fen) if row.amount_fen is not None else "",
            f"冲销：{row.reason}" if row.reverses_id else "已冲销" if _struck(row) else "",
        ]
        for row in reversed(newest)
    ]
    caption = f"最近的{MOST}条，全部见台账成册打印" if len(rows) == MOST else ""
    return Table(caption, ["日期", "台账", "类别", "事项", "人数", "金额", "情况"], rows)


def _struck(row: LedgerEntry) -> bool:
    return getattr(row, "reversal", None) is not None


def duties(reader: Reader) -> Part:
    """What its text asks of each year, by whom, until when, and whether it was done."""
    part, title = Part("应办事项"), reader.title
    rows = [
        [
            worded(line.due_on),
            line.label,
            line.duty.article,
            line.owner,
            f"{worded(line.record.assessed_on)}，{RESULT[line.record.passed]}"
            if line.record
            else left(line.days(reader.on)),
        ]
        for line in laid_out(title, reader.on)
    ]
    if rows:
        part.add(tables=[Table("", ["期限", "事项", "条款", "由谁办理", "情况"], rows)])
    return part


def outcomes(reader: Reader) -> Part:
    """What the studio achieved, and what became of it."""
    part, studio = Part("创新成果"), reader.title.studio
    rows = [
        [worded(one.on), one.title, one.get_kind_display(), one.recognised_by, one.document_number]
        for one in studio.outcomes.order_by("on", "pk")
    ]
    columns = ["取得日期", "成果名称", "类别", "认定机构", "证书或文号"]
    if rows:
        part.add("成果", tables=[Table("", columns, rows)])
    seen = reader.sees(studio.transfers.model).filter(studio=studio)
    rows = [
        [
            worded(one.happened_on),
            one.outcome_title,
            one.get_status_display(),
            one.receiver,
            f"已冲销：{one.struck_why}" if one.struck_at else said(one.detail),
        ]
        for one in seen.order_by("happened_on", "pk")
    ]
    columns = ["日期", "成果名称", "转化情况", "应用或受让单位", "说明"]
    if rows:
        part.add("成果转化", tables=[Table("", columns, rows)])
    if not part.blocks:
        part.add(note=NOTHING)
    return part
