"""The grants of a year on their way: budget, accounts, a batch, two signatures, the bank."""

from datetime import date

from subsidies.batches import bank
from subsidies.batches.actions import begin, make
from subsidies.batches.choosing import owed
from subsidies.batches.models import Batch, BatchRun, Step
from subsidies.batches.runs import Hand, work
from subsidies.budgets.actions import allot, set_controls
from subsidies.payments.accounting import confirm, put_down
from subsidies.payments.lifecycle import State
from subsidies.payments.models import Payment
from workshops.documents.workbooks import workbook
from workshops.records.actions import advance
from workshops.titles.models import Title
from workshops.unions.models import Role

from .cast import Cast

HOUR = 3600.0
SLIP = "回单{day:%m%d}-{number:03}"
REASON = "收款行系统维护，退回付款账户"


def budget(cast: Cast, fen: int, document: str, act: dict) -> None:
    """A sum allotted to the year."""
    given = {"amount_fen": fen, "document_number": document, "decided_on": act["on"]}
    allot(cast.authority, cast.year, given, by=cast.holder(Role.FINANCE_APPROVER), **act)


def falling_due(cast: Cast) -> list[int]:
    """The sums that are due when the year's money begins, in fen."""
    return [one.due.amount_fen for one in owed(cast.authority, cast.when(4, 1)["on"])]


def controls(cast: Cast, largest: int) -> None:
    """From the largest sum on two people sign."""
    act = cast.when(4, 1)
    given = {"from_on": act["on"], "second_from_fen": largest, "cooling_days": 3}
    given["basis"] = "财务管理制度第九条（示例）"
    set_controls(cast.authority, given, by=cast.holder(Role.FINANCE_APPROVER), **act)


def account(cast: Cast, title: Title, number: int) -> None:
    """The unit's clerk puts down where its money goes; the authority's approver confirms it."""
    union = title.unit_union
    details = {"holder": union.title, "bank": "演示银行营业部", "number": f"36001234{number:08}"}
    new = put_down(title, details, by=cast.holder(Role.CLERK, union), **cast.when(4, 2))
    confirm(new, title, by=cast.holder(Role.FINANCE_APPROVER), **cast.when(4, 3))


def batch_of(cast: Cast, called: str, act: dict) -> Batch:
    """All that is due on that day, in one batch."""
    due = [(one.title_id, one.due) for one in owed(cast.authority, act["on"]) if not one.listed]
    return make(cast.authority, called, due, by=cast.holder(Role.FINANCE_CLERK), **act)


def taken(batch: Batch, step: str, by, act: dict, given: dict | None = None) -> BatchRun:
    """A step over every row that is ready for it."""
    run = begin(batch, step, given, by=by, **act)
    work(run, Hand(by, **act), HOUR)
    return run


def prepared(cast: Cast, called: str, month: int, day: int) -> Batch:
    """A batch checked and prepared by the finance clerk."""
    act, clerk = cast.when(month, day), cast.holder(Role.FINANCE_CLERK)
    batch = batch_of(cast, called, act)
    taken(batch, Step.CHECK, clerk, act)
    taken(batch, Step.PREPARE, clerk, act)
    return batch


def signed(cast: Cast, batch: Batch, month: int, day: int) -> None:
    """The large sums are signed by one approver first; then another approves all there is."""
    first = cast.holder(Role.FINANCE_APPROVER)
    if batch.rows.filter(payment__state=State.PREPARED, amount_fen__gte=limit(cast)).exists():
        taken(batch, Step.ENDORSE, first, cast.when(month, day))
    second = cast.holder(Role.FINANCE_APPROVER, other=first)
    taken(batch, Step.APPROVE, second, cast.when(month, day))


def limit(cast: Cast) -> int:
    """From which sum on two sign."""
    return cast.authority.controls.latest("pk").second_from_fen


def waiting(batch: Batch):
    """The rows still to be signed."""
    on_the_way = (State.PREPARED, State.ENDORSED)
    return batch.rows.filter(payment__state__in=on_the_way).order_by("place")


def announced(cast: Cast, batch: Batch, month: int, day: int) -> None:
    advance(batch, "announce", by=cast.holder(Role.FINANCE_CLERK), **cast.when(month, day))


def rows_of(batch: Batch) -> list:
    joined = "payment__account", "title__studio", "title__authority"
    return list(batch.rows.filter(out_on=None).select_related(*joined).order_by("place"))


def answered(
    cast: Cast, batch: Batch, month: int, day: int, back: int | None = None
) -> Payment | None:
    """The bank's list is brought; the row at `back` was paid and came back: that payment."""
    act, rows = cast.when(month, day), rows_of(batch)
    content = bank_list(batch, rows, act["on"], back)
    answers, wrong = bank.answers_in(content, rows, act["on"])
    assert not wrong, wrong
    taken(batch, Step.ANSWER, cast.holder(Role.FINANCE_CLERK), act, {"answers": answers})
    return next((row.payment for row in rows_of(batch) if row.place == back), None)


def bank_list(batch: Batch, rows: list, day: date, back: int | None) -> bytes:
    """The workbook as the bank fills it in."""
    lines = []
    for row in rows:
        paid_to, said = (
            row.payment.account,
            [bank.PAID, SLIP.format(day=day, number=row.place), day, "", ""],
        )
        if row.place == back:
            said = [bank.BACK, *said[1:3], day, REASON]
        lines.append(
            [str(row.place), paid_to.holder, paid_to.number, row.payment.amount_fen, *said]
        )
    return workbook(f"银行回单（{batch.number}）", bank.ANSWERS, lines)


def grants(cast: Cast, titles: list[Title]) -> None:
    """From the budget to the money that left, one of them twice; the budget is short at first."""
    due = falling_due(cast)
    budget(cast, sum(due) - min(due), f"预〔{cast.year}〕1号", cast.when(4, 1))
    controls(cast, max(due))
    cast.appointed(Role.FINANCE_APPROVER, cast.authority)
    for number, title in enumerate(titles, start=1):
        account(cast, title, number)
    batch = prepared(cast, f"{cast.year}年命名补助", 4, 7)
    signed(cast, batch, 4, 8)
    assert waiting(batch).count() == 1, "the budget was to be short by one"
    budget(cast, min(due), f"预〔{cast.year}〕2号", cast.when(4, 9))
    signed(cast, batch, 4, 10)
    announced(cast, batch, 4, 10)
    answered(cast, batch, 4, 14, back=1)
    again = prepared(cast, f"{cast.year}年命名补助（退汇重付）", 4, 16)
    signed(cast, again, 4, 17)
    announced(cast, again, 4, 17)
    answered(cast, again, 4, 20)
