"""What a step does to one row of a batch, by the same acts as for a payment on its own.

Each act returns None where the row is done, or the sentence that says what stands in its way.
"""

from datetime import date

from django.db import transaction
from django.db.models import Q, Sum, prefetch_related_objects
from django_fsm import ConcurrentTransition

from rules.verdict import Verdict
from subsidies.payments.actions import AlreadyPrepared, drafted, prepare, refuse_twice
from subsidies.payments.lifecycle import State
from subsidies.payments.models import Payment
from subsidies.payments.numbers import as_given, booked_since
from subsidies.payments.returns import warned
from workshops.records.actions import advance
from workshops.records.lifecycle import NotPermitted, NotPossible, Refused
from workshops.titles.models import YEARS

from .models import ON_THE_WAY, BatchRow, Step

NOT_YOURS = "您没有办理这一步的岗位，请由有权限的人员办理。"
SAME = "编制人和审批人不能是同一人：这一笔由您{did}，须由另一名财务审批人办理。"
NO_ACCOUNT = "单位工会没有可以使用的收款账户：登记并由另一人确认后再核对。"
GONE = "这一笔现在不能办理这一步，请打开这一笔核对。"


def sentence(verdict: Verdict) -> str:
    """What stands in the way, with what to do."""
    lines = (f"{f.asks}{f.shown}。{f.remedy}".rstrip("。") for f in verdict.blocking)
    return "；".join(lines) + "。"


def check(row: BatchRow, run, hand) -> str | None:
    """Hold one instalment against all that preparing it will ask; nothing is prepared.

    The answer is kept beside the row even where there is none, for the run counts what it tried.
    """
    try:
        refuse_twice(row.title, row.instalment)
    except AlreadyPrepared as twice:
        return str(twice)
    prefetch_related_objects([row.title], *YEARS)  # read once for all that is asked below
    draft = drafted(row.title, row.instalment, on=hand.on, by=hand.by)
    if not draft.label:
        return "补助安排里已经没有这一笔。"
    if draft.amount_fen != row.amount_fen:
        return "补助金额已经变化，请移出后重新选择。"
    if not draft.account_id:
        return NO_ACCOUNT
    draft.read_house(hand.on)
    verdict = draft.judge("prepare", on=hand.on)
    if not verdict:
        return sentence(verdict)
    later = draft.judge("approve", on=hand.on, given=_ahead(row, draft, hand.on))
    ahead = "" if later else f"可以编制；审批前须先解决：{sentence(later)}"
    _hint(row, f"{warned(draft)}{ahead}")
    return ""


def _ahead(row: BatchRow, draft: Payment, on: date) -> dict:
    """What is left of the budget once the rows before this one were approved."""
    left = draft.house_sums(on)["budget_left_fen"]
    if left is None:
        return {}
    before = BatchRow.objects.filter(batch=row.batch_id, place__lt=row.place, out_on=None)
    open_ = Q(payment=None, reason="") | Q(payment__state__in=ON_THE_WAY)
    asked = before.filter(open_).aggregate(fen=Sum("amount_fen", default=0))["fen"]
    return {"budget_left_fen": left - asked}


def _hint(row: BatchRow, text: str) -> None:
    if text != row.hint:
        BatchRow.objects.filter(pk=row.pk).update(hint=text[:500])


def prepared(row: BatchRow, run, hand) -> str | None:
    """Prepare one instalment; the payment and its place in the batch are written together."""
    try:
        with transaction.atomic():
            fresh = BatchRow.objects.select_for_update().get(pk=row.pk)
            if fresh.payment_id or fresh.out_on:
                return None
            payment = prepare(row.title, row.instalment, by=hand.by, on=hand.on, at=hand.at)
            fresh.payment, fresh.reason = payment, ""
            fresh.save(update_fields=["payment", "reason"])
    except AlreadyPrepared as twice:
        return str(twice)
    except Refused as refusal:
        return sentence(refusal.verdict)
    except NotPermitted:
        return NOT_YOURS
    except NotPossible:
        return GONE
    return None


def signed(row: BatchRow, run, hand) -> str | None:
    """Endorse or approve one payment, as another person than who signed it before."""
    why = stepped(row, run.step, hand, {})
    past = run.given.get("over_budget")
    if why is None or not past or not _past_budget(row.payment, run.step, hand.on):
        return why
    return stepped(row, run.step, hand, {"over_budget": past})


def _past_budget(payment: Payment, step: str, on: date) -> bool:
    """Whether it is the budget that stands in the way."""
    return any(f.id == "house-budget" for f in payment.judge(step, on=on).blocking)


def paid(row: BatchRow, run, hand) -> str | None:
    """Enter one payment as paid, under the voucher and day of the whole batch."""
    return _paid(row, hand, run.given)


def _paid(row: BatchRow, hand, said: dict) -> str | None:
    day = date.fromisoformat(said["paid_on"])
    if row.payment.approved_on and day < row.payment.approved_on:
        return "拨付日期早于这一笔的审批日期，请核对后单独登记。"
    since = booked_since(row.title.authority_id)
    given = as_given(since, said.get("voucher_number", ""), day)
    return stepped(row, "pay", hand, given | {"paid_on": day})


def answered(row: BatchRow, run, hand) -> str | None:
    """Enter what the bank said: paid, or paid and sent back."""
    said = run.given["answers"][str(row.pk)]
    if row.payment.state == State.APPROVED:
        if said["result"] != "paid" and not said.get("paid_on"):
            return f"银行没有付出：{said['reason']}。核对账户后由审批人退回，或者重新付款。"
        why = _paid(row, hand, said)
        if why is not None:
            return why
    if said["result"] == "paid":
        return None
    back = {"returned_on": date.fromisoformat(said["returned_on"]), "reason": said["reason"]}
    return stepped(row, "bounce", hand, back)


def stepped(row: BatchRow, step: str, hand, given: dict) -> str | None:
    """One step of one payment, in its own transaction."""
    try:
        why = given.get("reason", "")
        advance(row.payment, step, by=hand.by, on=hand.on, at=hand.at, given=given, why=why)
    except Refused as refusal:
        return sentence(refusal.verdict)
    except NotPermitted:
        return not_permitted(row.payment, hand.by)
    except (NotPossible, ConcurrentTransition):
        return _overtaken(row.payment, step)
    return None


def not_permitted(payment: Payment, person) -> str:
    """Why this person may not sign: mostly because they signed before."""
    did = signed_by(payment, person)
    return SAME.format(did=did) if did else NOT_YOURS


def signed_by(payment: Payment, person) -> str:
    """What this person did to a payment, after which they may not sign it."""
    if payment.prepared_by_id == person.pk:
        return "编制"
    return "作了初次审批" if payment.endorsed_by_id == person.pk else ""


def _overtaken(payment: Payment, step: str) -> str | None:
    """Whether somebody else was quicker, or the step cannot be taken at all."""
    before, now = payment.state, Payment.objects.get(pk=payment.pk).state
    return None if now != before else GONE


ACTS = {
    Step.CHECK: check,
    Step.PREPARE: prepared,
    Step.ENDORSE: signed,
    Step.APPROVE: signed,
    Step.PAY: paid,
    Step.ANSWER: answered,
}
