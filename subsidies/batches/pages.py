"""What the pages of a batch say: how far it has come, what can be done, what a step would bring."""

from django.db.models import Count, OuterRef, Q, Subquery, Sum

from rules import money
from subsidies.budgets.reckoning import house_facts
from subsidies.payments.lifecycle import State
from subsidies.payments.notices import WORD
from subsidies.payments.pages import TONES
from subsidies.payments.payees import Account, changing
from subsidies.payments.returns import reasons
from workshops.records.actions import suggested_number
from workshops.unions.models import Role

from .actions import TAKERS, large, post_of, taker
from .models import ON_THE_WAY, BatchRun, Step
from .rows import signed_by
from .runs import ready

ORDER = (Step.PREPARE, Step.ENDORSE, Step.APPROVE, Step.PAY)
UNPAID = (*ON_THE_WAY, State.APPROVED)
LABELS = {
    Step.CHECK: "逐笔核对没有编制的",
    Step.PREPARE: "编制",
    Step.ENDORSE: "初次审批",
    Step.APPROVE: "审批",
    Step.PAY: "登记已拨付",
}


def stage(batch) -> dict:
    """In whose hands a batch is, by its counts."""
    waiting = batch.in_prepared + batch.in_endorsed
    for count, label, actor in (
        (batch.open_rows, "待编制", Role.FINANCE_CLERK),
        (waiting, "待审批", Role.FINANCE_APPROVER),
        (batch.in_approved, "待拨付", Role.FINANCE_CLERK),
    ):
        if count:
            said = {"label": label, "tone": "progress", "count": count}
            return said | {"actor": f"{batch.authority.title} · {actor.label}"}
    done, fell = batch.in_paid > 0, batch.in_bounced + batch.in_rejected
    back = f"，{fell}笔被退回" if fell else ""
    tone = "warn" if fell else "good" if done else "neutral"
    return {"label": f"{'已办完' if done else '没有可办的'}{back}", "tone": tone, "fell": fell}


def counted(batch) -> dict:
    """The facts of a batch by its counts."""
    waiting = batch.open_rows + batch.in_prepared + batch.in_endorsed
    settled = batch.in_approved + batch.in_paid
    return {"batch_rows": batch.size, "batch_waiting": waiting, "batch_approved": settled}


def status(batch, now: dict) -> dict:
    """The status line of a batch."""
    return {
        "what": batch.title,
        "number": batch.number,
        "state_label": now["label"],
        "tone": now["tone"],
        "since": batch.made_on,
        "who_acts": now.get("actor", ""),
    }


def tally(batch) -> list[dict]:
    """How many rows stand where."""
    found = [{"label": "待编制", "count": batch.open_rows}]
    found += [{"label": s.label, "count": getattr(batch, f"in_{s}")} for s in State]
    on_the_way = sum(figure["count"] for figure in found)
    found.append({"label": "不能编制和移出的", "count": batch.size - on_the_way})
    return [figure for figure in found if figure["count"]]


def out_of_sum(batch) -> str:
    """How many rows there are and which of them the sum leaves out, in words."""
    fallen = {"移出或不能编制": batch.size - batch.open_rows}
    fallen["移出或不能编制"] -= sum(getattr(batch, f"in_{state}") for state in State)
    fallen["退回"], fallen["退汇"] = batch.in_rejected, batch.in_bounced
    left = "、".join(f"{label}{count}笔" for label, count in fallen.items() if count)
    return f"{batch.size}笔，其中{left}，不计入合计" if left else f"{batch.size}笔"


def sum_label(batch) -> str:
    """What the sum of a batch counts in and what it leaves out."""
    left_out = "不能编制、移出、退回和退汇的不计入"
    if not batch.open_rows:
        return f"批次金额（{left_out}）"
    return f"批次金额（含待编制的{batch.open_rows}笔；{left_out}）"


def house(batch, on) -> dict:
    """What the authority's own rules turn on, read along with the batch."""
    return house_facts(batch.authority_id, on, vars(batch))


def counts(batch, limit: dict, person=None) -> dict:
    """For each step how many rows are ready, in one question; and those left out.

    Of a person too how many of them they signed before, and so may not sign again.
    """
    runs = {step: BatchRun(batch=batch, step=step, given=limit) for step in ORDER}
    asked = {f"n_{step}": Count("pk", ready(run)) for step, run in runs.items()}
    asked |= {f"fen_{step}": Sum("amount_fen", filter=ready(run)) for step, run in runs.items()}
    if person:
        signed = Q(payment__prepared_by=person) | Q(payment__endorsed_by=person)
        asked |= {f"own_{step}": Count("pk", ready(runs[step]) & signed) for step in TAKERS}
    left_out = Count("pk", Q(payment=None) & ~Q(reason=""))
    return batch.rows.filter(out_on=None).aggregate(n_check=left_out, **asked)


def steps(batch, person, on, address) -> list[dict]:
    """What this person can do with all rows that are ready, and what waits for somebody else."""
    found, ready_for = [], counts(batch, large(house(batch, on)), person)
    for step in (*ORDER, Step.CHECK):
        count, own = ready_for[f"n_{step}"], ready_for.get(f"own_{step}", 0)
        if not count:
            continue
        held = post_of(batch, step, person, on) is not None
        mine = held and own < count
        role = taker(step)
        found.append(
            {
                "label": f"{LABELS[step]}（{count}笔）",
                "url": address(step) if mine else "",
                "lawful": mine,
                "reason": why_not(held, own, count),
                "actor_label": role.label,
            }
        )
    return found


def why_not(held: bool, own: int, count: int) -> str:
    """Why a step over all rows, or over some of them, is not this person's."""
    if not held:
        return "轮到时由有岗位的人员办理。"
    if not own:
        return ""
    some = "" if own == count else f"其中{own}笔"
    return f"{some}由您编制或者初次审批，须由另一名财务审批人办理。"


def consequences(batch, step: str, on, numbers: dict) -> list[str]:
    """What a step over all rows will bring, said before anyone confirms."""
    count, fen = numbers[f"n_{step}"], numbers.get(f"fen_{step}") or 0
    said = f"{count}笔，合计人民币{money.capitals(fen)}（¥{money.figures(fen)}）"
    number = suggested_number(batch.authority, WORD, on.year) if step == Step.APPROVE else ""
    more = {
        Step.PREPARE: ["编制后由另一名财务审批人审批；编制人不能审批自己编制的款项。"],
        Step.ENDORSE: ["初次审批后，由另一名财务审批人再次审批，款项才能拨付。"],
        Step.APPROVE: [
            f"逐笔制发拨付通知书，文号从{number}起连续编排；制发后内容不再改变。",
            "审批后金额和账户不能修改。",
        ],
        Step.PAY: ["登记后不能撤回；凭证号或者日期有误的，打开那一笔更正。"],
    }[step]
    each = "逐笔核对、逐笔办理：不合条件的留下并写明原因，其余照常办理。中途停下的可以继续办理。"
    return [f"{said}。", *more, each]


def beside_budget(left_fen: int | None, asked: int) -> list[str]:
    """How far the sum goes past what is left of the budget, or that there is none to look at."""
    if left_fen is None:
        return ["本年度没有登记预算，这些款项没有核对预算。"]
    if asked <= left_fen:
        return []
    left, over = money.figures(left_fen), money.figures(asked - left_fen)
    return [f"本年度预算还可审批{left}元，这些款项超过{over}元：按序号先到先批，超过的留下。"]


def marked(rows, person, on) -> list[dict]:
    """Each row with where it stands, what this person signed, and what they may do with it."""
    rows = list(rows)
    fell = reasons(row.payment for row in rows if row.payment)
    found = [_row(row, person, on) for row in rows]
    for one in found:
        row, payment = one["row"], one["payment"]
        one["why"] = row.reason
        if payment and (payment.state == State.BOUNCED or not row.reason):
            one["why"] = fell.get(payment.pk, row.reason)
        if not row.out_on and (payment is None or payment.state in UNPAID):
            number, day = row.coming_number, row.coming_on
            one["changing"] = changing(Account(number=number, effective_on=day) if number else None)
    return found


def account_coming(on) -> dict:
    """Read along with a row: the account that is to take the place of the one in use."""
    own = Account.objects.under_way(on).filter(union=OuterRef("title__studio__unit_union"))
    own = own.order_by("pk")
    return {
        "coming_number": Subquery(own.values("number")[:1]),
        "coming_on": Subquery(own.values("effective_on")[:1]),
    }


def once(entries: list[dict]) -> list[dict]:
    """The history, newest first, with each step once: with its end stands what it was given."""
    ended, kept = {}, []
    for entry in entries:
        word, _, step = entry["act_label"].partition("：")
        key = step, entry["person"]
        if word == "批次办理" and key in ended:
            end = ended.pop(key)
            end["why"] = "；".join(filter(None, (entry.get("why"), end.get("why"))))
            continue
        if word == "批次办完":
            ended[key] = entry
        kept.append(entry)
    return kept


def _row(row, person, on) -> dict:
    payment = row.payment
    label, tone = ("待编制", "neutral")
    if row.out_on:
        label, tone = "已移出", "neutral"
    elif payment:
        label, tone = payment.get_state_display(), TONES[payment.state]
    elif row.reason:
        label, tone = "不能编制", "bad"
    shown = {"row": row, "payment": payment, "label": label, "tone": tone}
    if payment and payment.state in ON_THE_WAY:
        shown["signed"] = signed_by(payment, person)
    turns_back = payment and payment.state in (*ON_THE_WAY, State.APPROVED)
    shown["turn_back"] = turns_back and post_of(row.batch, Step.APPROVE, person, on) is not None
    waits = not payment and not row.out_on
    shown["take_out"] = waits and post_of(row.batch, Step.PREPARE, person, on) is not None
    return shown
