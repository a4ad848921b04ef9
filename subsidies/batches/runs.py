"""Takes the rows of a batch through a step, one by one, each in a transaction of its own.

A slice may end anywhere, by its time or by the death of the process: every row is either done or
not, its payment says which, and the next slice takes up what is left.
"""

from dataclasses import dataclass
from datetime import date, datetime
from time import monotonic

from django.db import transaction
from django.db.models import Q, QuerySet

from subsidies.payments.lifecycle import State
from workshops.records.actions import record

from .models import BatchRow, BatchRun, Step
from .rows import ACTS

SLICE = 3.0  # seconds of work in one request


@dataclass(frozen=True)
class Hand:
    """Who does it, on which day, at what moment."""

    by: object
    on: date
    at: datetime


def left(run: BatchRun) -> QuerySet:
    """The rows this run has still to take, in their order."""
    rows = run.batch.rows.filter(out_on=None)
    if run.pk:
        rows = rows.exclude(tried=run)
    return rows.filter(ready(run)).order_by("place")


def ready(run: BatchRun) -> Q:
    """Which rows a step is for, by where their payments stand."""
    limit = run.given.get("second_from_fen")
    large = Q(payment__state=State.PREPARED, amount_fen__gte=limit) if limit else Q(pk=None)
    signing = Q(payment__state__in=(State.PREPARED, State.ENDORSED))
    return {
        Step.CHECK: Q(payment=None),
        Step.PREPARE: Q(payment=None, reason=""),
        Step.ENDORSE: large,
        Step.APPROVE: signing & ~large,
        Step.PAY: Q(payment__state=State.APPROVED),
        Step.ANSWER: _answered(run.given.get("answers", {})),
    }[run.step]


def _answered(answers: dict) -> Q:
    """Rows the bank has answered for and whose payment does not yet say so."""
    paid = [pk for pk, answer in answers.items() if answer["result"] == "paid"]
    back = [pk for pk in answers if pk not in paid]
    unsaid = Q(pk__in=paid, payment__state=State.APPROVED)
    return unsaid | Q(pk__in=back, payment__state__in=(State.APPROVED, State.PAID))


def work(run: BatchRun, hand: Hand, seconds: float = SLICE) -> int:
    """Take rows until the time is up or none is left, and return how many are.

    Only who began a run goes on with it: each row is signed by that person.
    """
    stop = monotonic() + seconds
    for pk in list(left(run).values_list("pk", flat=True)):
        take(run, pk, hand)
        if monotonic() >= stop or _ended(run):
            break
    remaining = left(run).count()
    if not remaining:
        finish(run, hand)
    return remaining


def take(run: BatchRun, pk: int, hand: Hand) -> None:
    """Take one row; what stands in its way is written beside it, so the run goes on."""
    joined = "title__studio__unit_union", "title__authority", "payment"
    row = left(run).select_related(*joined).filter(pk=pk).first()
    if row is None:  # another hand was quicker
        return
    why = ACTS[run.step](row, run, hand)
    if why is None:  # done, or done by somebody else in the meantime
        if row.reason:
            BatchRow.objects.filter(pk=pk).update(reason="")
        return
    mark(row, run, why)


def mark(row: BatchRow, run: BatchRun, why: str) -> None:
    """Note beside a row that this run has tried it and what it found."""
    BatchRow.objects.filter(pk=row.pk, out_on=None).update(tried=run, reason=why[:500])


def _ended(run: BatchRun) -> bool:
    """Whether another run of the same person took its place."""
    return not BatchRun.objects.filter(pk=run.pk, ended_at=None).exists()


def finish(run: BatchRun, hand: Hand) -> None:
    """Nothing is left: the run is closed, once, and the history says what came of it."""
    with transaction.atomic():
        if not BatchRun.objects.filter(pk=run.pk, ended_at=None).update(ended_at=hand.at):
            return
        failed = run.tried_rows.exclude(reason="").count()
        act = f"批次办完：{run.get_step_display()}"
        why = f"没有办成的{failed}笔，原因写在各行" if failed else ""
        record(act, run.batch, by=hand.by, at=hand.at, after={"rows": run.size}, why=why)
