"""What the pages of a claim say: where it stands, what it brings, what a step would bring."""

from datetime import date

from rules import claiming, money
from rules.facts import shown
from subsidies.payments.lifecycle import State as PaymentState
from workshops.applications.models import MONEY
from workshops.records.models import Attachment
from workshops.unions.models import Role

from .lifecycle import State

TONES = {
    State.DRAFT: "neutral",
    State.FILED: "progress",
    State.DECIDED: "good",
    State.REFUSED: "bad",
    State.WITHDRAWN: "neutral",
}
SLOT = "claim"


def status(claim) -> dict:
    """The status line of a claim."""
    turn = {
        State.DRAFT: f"{claim.title.unit_union.title} · {Role.CLERK.label}",
        State.FILED: f"{claim.title.authority.title} · {Role(claim.deciding.role).label}",
    }
    return {
        "what": claim.title.studio.title,
        "number": claim.minutes_number,
        "state_label": claim.get_state_display(),
        "tone": TONES[claim.state],
        "since": claim.decided_on or claim.filed_on,
        "who_acts": turn.get(claim.state, ""),
    }


def facts(claim, on: date) -> list[dict]:
    """What was asked, proposed and settled, each with its article."""
    rule = claim.rule
    said = [
        {"label": "补助", "value": rule.label, "article": rule.article},
        {"label": "申请的内容", "value": claim.about},
        {"label": "申请日期", "value": claim.filed_on, "kind": "date"},
        {"label": "评审建议金额", "value": claim.proposed_fen, "kind": "money"},
        {"label": "核定金额", "value": claim.amount_fen, "kind": "money"},
        {"label": "验收日期", "value": claim.accepted_on, "kind": "date"},
        {"label": "审定日期", "value": claim.decided_on, "kind": "date"},
        {"label": "会议纪要编号、文号", "value": claim.minutes_number},
    ]
    return [fact for fact in said if fact["value"]]


def reckoning(claim, on: date) -> dict | None:
    """What it brings by the text as it stands now, or why nothing; None once that is settled."""
    if claim.state not in (State.DRAFT, State.FILED) or not claim.listed:
        return None
    owed = claim.owed(on)
    return {"fen": owed.amount_fen, "shown": owed.shown, "refused": owed.refused}


def papers(claim) -> list[Attachment]:
    """The papers handed in with it."""
    there = Attachment.objects.about(claim).filter(withdrawn_at=None)
    return list(there.order_by("pk"))


def payment_of(claim, person, on: date):
    """The payment of what was settled, for those who may open it."""
    unions = {claim.title.authority_id, claim.title.studio.unit_union_id}
    if not unions & set(person.unions_as(*MONEY, Role.CLERK, Role.CHAIR, on=on)):
        return None
    there = (one for one in claim.title.payments.all() if one.instalment == claim.key)
    return next((one for one in there if one.state != PaymentState.REJECTED), None)


def consequences(claim, step: str, on: date) -> list[str]:
    """What taking a step will bring, said before anyone confirms."""
    if step == "file_claim":
        return ["提出以后不能再改；审定以前可以撤回。"]
    if step == "withdraw_claim":
        return ["撤回以后这一份不能再办，可以重新提出。"]
    if step == "refuse_claim":
        spent = claiming.uses_up(claim.rule, State.REFUSED, claim.facts(on))
        return ["同一内容以后不能再提出。" if spent else "改正以后可以重新提出。"]
    owed = claim.owed(on)
    sum_ = f"人民币{money.capitals(owed.amount_fen)}（¥{money.figures(owed.amount_fen)}）"
    lines = [f"审定{claim.rule.label}{sum_}。" if owed.amount_fen else "审定您在下面填写的金额。"]
    if second := getattr(claim.rule, "title_type", ""):
        plaque = claim.title.edition.plaque_of(second)
        lines.append(f"另外授予“{plaque}”称号并制发决定，原来的称号不变。")
    return [*lines, "审定以后列入称号的补助安排，由财务编制、另一人审批后拨付。"]


def rows(claim) -> list[dict]:
    """The things it lists, as a table says them."""
    return [{"row": row, "said": _said(claim.rule, row)} for row in claim.listed]


def _said(rule, row) -> str:
    if row.fen is not None:
        value = f"含税{money.figures(row.fen)}元"
        used = f"，旧设备，评估{money.figures(row.appraised_fen)}元" if row.used else ""
        return f"{shown(row.on)}购置，{value}{used}"
    if row.reached:
        whose = "工作室成员" if row.on_roster else "培训对象" if row.trainee else "不在册"
        grades = f"{row.get_before_display()}升为{row.get_reached_display()}"
        return f"{whose}，{grades}，{shown(row.on)}发证"
    if row.prize:
        prize = next(p for p in rule.prizes if p.key == row.prize)
        return f"{prize.label}，{shown(row.on)}授奖"
    return ""
