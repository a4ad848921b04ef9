"""What the pages of a payment say: where it stands, its facts, what a step would bring."""

from datetime import date

from rules import money
from workshops.records.actions import suggested_number
from workshops.unions.models import Role

from .lifecycle import FALLEN, State
from .notices import WORD

TONES = {
    State.PREPARED: "progress",
    State.APPROVED: "progress",
    State.PAID: "good",
    State.ENDORSED: "progress",
    State.BOUNCED: "bad",
    State.REJECTED: "bad",
}
WHO_ACTS = {
    State.PREPARED: Role.FINANCE_APPROVER,
    State.ENDORSED: Role.FINANCE_APPROVER,
    State.APPROVED: Role.FINANCE_CLERK,
}

REPLACED = {State.PREPARED: "此账户已被更换：不能审批，应退回后按现用账户重新编制"}


def amount(payment) -> str:
    """The sum as a sentence says it."""
    fen = payment.amount_fen
    return f"人民币{money.capitals(fen)}（¥{money.figures(fen)}）"


def status(payment) -> dict:
    """The status line of a payment."""
    actor = WHO_ACTS.get(payment.state)
    since = payment.paid_on or payment.approved_on or payment.prepared_on
    return {
        "what": f"{payment.title.studio.title}{payment.label}",
        "state_label": payment.get_state_display(),
        "tone": TONES[payment.state],
        "since": since,
        "who_acts": f"{payment.title.authority.title} · {actor.label}" if actor else "",
    }


def facts(payment) -> list[dict]:
    """Where the money comes from, where it goes, and what was done so far."""
    account, title = payment.account, payment.title
    replaced = "" if account.in_use else REPLACED.get(payment.state, "此账户后来已被更换")
    said = [
        {"label": "收款单位", "value": title.unit_union.title},
        *account_facts(account, replaced),
        {"label": "款项", "value": payment.label, "article": payment.article},
        {"label": "命名文号", "value": title.document_number},
        {"label": "编制", "value": done(payment.prepared_by, payment.prepared_on)},
        {"label": "审批", "value": done(payment.approved_by, payment.approved_on)},
        {"label": "记账凭证号", "value": payment.voucher_number},
        {"label": "拨付日期", "value": payment.paid_on, "kind": "date"},
    ]
    return [fact for fact in said if fact["value"]]


def account_facts(account, note="") -> list[dict]:
    """Holder, bank and number in full; who prepares and approves must see them."""
    return [
        {"label": "户名", "value": account.holder, "note": note},
        {"label": "开户银行", "value": account.bank},
        {"label": "账号", "value": account.number},
    ]


def done(person, on: date | None) -> str:
    """Who did it and when; empty until somebody did."""
    return f"{person.full_name}，{on.year}年{on.month}月{on.day}日" if person else ""


def progress(payment) -> list[dict]:
    """Prepared, approved, paid: how far it has come."""
    days = [payment.prepared_on, payment.approved_on, payment.paid_on]
    labels = ["编制", "审批", "拨付"]
    actors = [Role.FINANCE_CLERK, Role.FINANCE_APPROVER, Role.FINANCE_CLERK]
    at = sum(day is not None for day in days)
    rejected = payment.state in FALLEN
    states = ["done"] * at + ["skipped" if rejected else "current"] * (at < 3)
    states += ["skipped" if rejected else "waiting"] * (3 - len(states))
    return [
        {"label": label, "state": state, "on": on, "actor_label": actor.label}
        for label, state, on, actor in zip(labels, states, days, actors, strict=True)
    ]


def consequences(payment, step: str, on: date) -> list[str]:
    """What taking a step will bring, said before anyone confirms."""
    account = payment.account
    if step == "approve":
        number = suggested_number(payment.title.authority, WORD, on.year)
        return [
            f"向{payment.title.unit_union.title}拨付{payment.label}{amount(payment)}。",
            f"收款账户：{account.holder}，{account.bank}，账号 {account.number}。",
            f"制发拨付通知书，文号预计为{number}；制发后内容不再改变。",
            "审批后金额和账户不能修改。",
        ]
    if step == "reject":
        void = ["审批随之撤回，已制发的拨付通知书作废；送出的请收回，不能再凭它付款。"]
        return [*void * (payment.state == State.APPROVED), "退回后这一笔可以重新编制。"]
    return [f"{amount(payment)}登记为已拨付，不能撤回。"]
