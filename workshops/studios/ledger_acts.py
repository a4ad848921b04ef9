"""Writing in a ledger: a row, many rows as one act, a reversal, a remark; each is recorded."""

from django.db import IntegrityError, transaction

from rules.base import Ledger
from workshops.records.actions import record
from workshops.records.attachments import keep

from .actions import spoken
from .ledgers import LedgerEntry, LedgerRemark, LedgerReply
from .models import Studio

EVIDENCE = "ledger"  # the slot in which the papers of a row lie
SAID = ("happened_on", "title", "amount_fen", "people_count", "people", "place", "detail")
ANSWERED = "这条监督意见已经回复过了。回复写下以后不能再改。"
REVERSED = "这条记录已经冲销过了，不能再冲销一次。"
CHANGED = "核对以后，台账里又有了新的记录。请对照下面的提示再核对一次，以免重复。"


class NotWritten(Exception):
    """Nothing was written; says why and what to do."""


def write(studio: Studio, ledger: Ledger, given: dict, papers=(), *, by, post, at) -> LedgerEntry:
    """Write one row with its papers; the same slip sent twice, as by two taps, is one row."""
    own = {"studio": studio, "entered_by": by, "slip": given.get("slip")}
    try:
        with transaction.atomic():
            entry = LedgerEntry(ledger=ledger.key, entered_at=at, **own | given)
            entry.save()
            record("记入台账", entry, by=by, post=post, at=at, after=words(ledger, entry))
            for paper in papers:
                keep(entry, EVIDENCE, paper, by=by, post=post, at=at)
    except IntegrityError:
        return LedgerEntry.objects.get(**own)
    return entry


def words(ledger: Ledger, entry: LedgerEntry) -> dict[str, str]:
    """A row as the history keeps it."""
    said = {label: word for label, word in spoken(entry, SAID).items() if word}
    return {"台账": ledger.label, "类别": ledger.labels[entry.kind], **said}


def write_all(studio: Studio, ledger: Ledger, rows: list[dict], *, seen, by, post, at) -> int:
    """Write all rows as one act or none; `seen` is the last row there was when they were checked.

    Raises NotWritten where others have written since.
    """
    with transaction.atomic():
        Studio.objects.select_for_update().get(pk=studio.pk)
        if last_key(studio, ledger) != seen:
            raise NotWritten(CHANGED)
        own = {"studio": studio, "ledger": ledger.key, "entered_by": by, "entered_at": at}
        LedgerEntry.objects.bulk_create([LedgerEntry(**own, **row) for row in rows])
        after = {"title": ledger.label, "rows": len(rows)}
        record("成批记入台账", studio, by=by, post=post, at=at, after=after)
    return len(rows)


def last_key(studio: Studio, ledger: Ledger) -> int:
    """The key of the last row written in a ledger; 0 where there is none."""
    rows = studio.ledger_entries.filter(ledger=ledger.key).order_by("-pk")
    return rows.values_list("pk", flat=True).first() or 0


def reverse_entry(entry: LedgerEntry, reason: str, *, by, post, on, at) -> LedgerEntry:
    """Take a wrong row out of the count, with the reason; the row stays. Raises NotWritten."""
    own = {"studio": entry.studio, "ledger": entry.ledger, "kind": entry.kind}
    own |= {"happened_on": on, "title": entry.title, "amount_fen": entry.amount_fen}
    if entry.reverses_id:
        raise NotWritten("这是一条冲销记录，不能再冲销。")
    try:
        with transaction.atomic():
            reversal = LedgerEntry(
                reverses=entry, reason=reason, entered_by=by, entered_at=at, **own
            )
            reversal.save()
            record("冲销台账记录", entry, by=by, post=post, at=at, why=reason)
    except IntegrityError as twice:
        raise NotWritten(REVERSED) from twice
    return reversal


def add_papers(entry: LedgerEntry, papers, *, by, post, at) -> None:
    """Add papers to a row that counts; raises NotWritten, or ValidationError for a bad paper."""
    with transaction.atomic():
        if LedgerEntry.objects.filter(reverses=entry).exists():
            raise NotWritten("这条记录已经冲销，不再补充材料。请在重新记的那一条里上传。")
        for paper in papers:
            keep(entry, EVIDENCE, paper, by=by, post=post, at=at)


def remark(studio: Studio, ledger: Ledger, given: dict, *, entry, by, post, at) -> LedgerRemark:
    """Say what supervision found in a ledger, or in one of its rows."""
    own = {"studio": studio, "ledger": ledger.key, "entry": entry, "at": at}
    with transaction.atomic():
        made = LedgerRemark(by=by, union=post.union, role=post.role_label, **own, **given)
        made.save()
        after = {"台账": ledger.label, "意见": made.text}
        record("填写台账监督意见", entry or studio, by=by, post=post, at=at, after=after)
    return made


def reply(remark: LedgerRemark, text: str, *, by, post, at) -> LedgerReply:
    """The unit answers a remark, once. Raises NotWritten."""
    try:
        with transaction.atomic():
            made = LedgerReply(remark=remark, text=text, by=by, at=at)
            made.save()
            about = remark.entry or remark.studio
            after = {"意见": remark.text, "回复": text}
            record("回复台账监督意见", about, by=by, post=post, at=at, after=after)
    except IntegrityError as twice:
        raise NotWritten(ANSWERED) from twice
    return made
