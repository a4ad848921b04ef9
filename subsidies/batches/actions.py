"""The acts on a batch: made of what is due, a row taken out, a step begun."""

from datetime import date, datetime

from django.db import transaction

from rules.facts import shown
from rules.schedule import Instalment
from subsidies.budgets.reckoning import house_facts
from workshops.records.actions import found, next_number, record
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.titles.models import Title
from workshops.unions.models import Appointment, Person, Role, TradeUnion

from .models import Batch, BatchRow, BatchRun, Step
from .runs import left

WORD = "批"
LONGEST = BatchRow._meta.get_field("label").max_length
TAKERS = dict.fromkeys([Step.ENDORSE, Step.APPROVE], Role.FINANCE_APPROVER)


def make(
    authority: TradeUnion,
    title: str,
    chosen: list[tuple[int, Instalment]],
    *,
    by: Person,
    on: date,
    at: datetime,
) -> Batch:
    """Make a batch of what was chosen, each by the number of its title; nothing is prepared yet.

    Raises NotPermitted, or Refused where nothing was chosen.
    """
    total = sum(due.amount_fen for _, due in chosen)
    given = {"batch_rows": len(chosen), "title": title, "amount_fen": total}
    with transaction.atomic():
        # Whoever prepares one of them locks the title first and the history last; so do we.
        titles = Title.objects.filter(pk__in={pk for pk, _ in chosen}).order_by("pk")
        list(titles.select_for_update(no_key=True))
        number = next_number(authority, WORD, on.year)
        batch = Batch(authority=authority, number=number, title=title, made_by=by, made_on=on)
        found(batch, "make", by=by, on=on, at=at, given=given)
        BatchRow.objects.bulk_create(
            _row(batch, place, *pair) for place, pair in enumerate(chosen, 1)
        )
    return batch


def _row(batch: Batch, place: int, title_id: int, due: Instalment) -> BatchRow:
    """One instalment with what was due when it was chosen."""
    plain = {"label": due.label[:LONGEST], "amount_fen": due.amount_fen}
    return BatchRow(batch=batch, place=place, title_id=title_id, instalment=due.key, **plain)


def taker(step: str) -> Role:
    """The role that takes rows through a step."""
    return Role(TAKERS.get(step, Role.FINANCE_CLERK))


def post_of(batch: Batch, step: str, person: Person, on: date) -> Appointment | None:
    """The post in which this person may take rows through a step, or None.

    Whether they may for a single payment, its own text and signatures say.
    """
    posts = (p for p in person.posts(on) if p.union_id == batch.authority_id)
    return next((p for p in posts if p.role == taker(step)), None)


def begin(
    batch: Batch, step: str, given: dict | None = None, *, by: Person, on: date, at: datetime
) -> BatchRun:
    """Begin a step over all rows that are ready for it; one begun before with the same is it.

    Raises NotPermitted, or NotPossible where no row is ready.
    """
    post, given = post_of(batch, step, by, on), given or {}
    if post is None:
        raise NotPermitted(step)
    if step in TAKERS:
        given = {**given, **large(house_facts(batch.authority_id, on))}
    with transaction.atomic():
        Batch.objects.select_for_update().get(pk=batch.pk)
        open_run = batch.runs.filter(step=step, by=by, ended_at=None).first()
        if open_run and open_run.given == given:
            return open_run
        batch.runs.filter(step=step, by=by, ended_at=None).update(ended_at=at)
        run = BatchRun(batch=batch, step=step, by=by, begun_at=at, given=given)
        run.size = left(run).count()
        if not run.size:
            raise NotPossible(step)
        run.save()
        act, after = f"批次办理：{run.get_step_display()}", {"rows": run.size}
        record(act, batch, by=by, at=at, post=post, after=after, why=said(run))
    return run


def large(house: dict) -> dict:
    """From which sum on two have to sign, by what the authority has set."""
    limit = house["second_from_fen"]
    return {"second_from_fen": limit} if limit else {}


def said(run: BatchRun) -> str:
    """What was given for all rows, as the history keeps it."""
    given = run.given
    lines = []
    if "paid_on" in given:
        number = given.get("voucher_number")
        day = shown(date.fromisoformat(given["paid_on"]))
        lines.append(f"号码{number}，拨付日期{day}" if number else f"拨付日期{day}")
    if given.get("over_budget"):
        lines.append(f"同意超出预算的决定文号{given['over_budget']}")
    return "；".join(lines)


def take_out(row: BatchRow, why: str, *, by: Person, on: date, at: datetime) -> None:
    """Take out a row that was not prepared. NotPermitted, NotPossible."""
    post = post_of(row.batch, Step.PREPARE, by, on)
    if post is None:
        raise NotPermitted("take_out")
    with transaction.atomic():
        ready = BatchRow.objects.select_for_update().filter(pk=row.pk, payment=None, out_on=None)
        if not ready.exists():
            raise NotPossible("take_out")
        ready.update(out_on=on, reason=why)
        before = {"row": row.place, "title": str(row)[:120]}
        record("移出批次", row.batch, by=by, at=at, post=post, before=before, why=why)


def say(row: BatchRow, why: str) -> None:
    """Write a sentence beside a row, to be read in the batch; what happened stands elsewhere."""
    BatchRow.objects.filter(pk=row.pk).update(reason=why[:500])
