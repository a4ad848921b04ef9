"""What the pages of a payment say: where it stands, its facts, what a step would bring."""

from datetime import date

from rules import money
from rules.paying import needs_second
from workshops.records.actions import suggested_number
from workshops.unions.models import Appointment, Role

from .lifecycle import FALLEN, State
from .notices import WORD
from .numbers import OUTSIDE, VOUCHER

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

TOO_LATE = "此账户已被更换：不能审批，应退回后按现用账户重新编制"
REPLACED = {State.PREPARED: TOO_LATE, State.ENDORSED: TOO_LATE}
REPLACED[State.APPROVED] = "此账户已被更换：没有付出的，应退回后按现用账户重新编制"


def amount(payment) -> str:
    """The sum as a sentence says it."""
    fen = payment.amount_fen
    return f"人民币{money.capitals(fen)}（¥{money.figures(fen)}）"


LEADS = {
    State.PREPARED: "等待另一名财务人员审批。",
    State.ENDORSED: "已初次审批，还须由另一名财务审批人审批。",
    State.APPROVED: "审批已通过，拨出后登记凭证号和日期。",
    State.PAID: "款已拨出。",
    State.BOUNCED: "银行已退回，款没有到账，可以重新编制。",
}


def lead(payment) -> str:
    """What the payment waits for, in one sentence."""
    back = "审批已撤回，可以重新编制。" if payment.approved_on else "已退回，可以重新编制。"
    return LEADS.get(payment.state, back)


def takes_two(payment, on: date) -> bool:
    """Whether two sign one after the other: it was so, or is by the limit of that day."""
    if payment.state != State.PREPARED:
        return payment.endorsed_by_id is not None
    return bool(needs_second(payment.house_facts(on)).met)


def signers(draft, on: date) -> str:
    """Who will sign what is prepared that day, by name as far as they are known."""
    authority, two = draft.title.authority_id, takes_two(draft, on)
    posts = Appointment.objects.in_force(on).filter(union=authority, role=Role.FINANCE_APPROVER)
    held = posts.exclude(person=draft.prepared_by_id).order_by("person__full_name", "pk")
    people = dict(held.values_list("person", "person__full_name"))
    if not two:
        said = "编制后由另一名财务审批人审批"
    else:
        limit = money.figures(draft.house_sums(on)["second_from_fen"])
        said = f"本笔达到两人审批的起点{limit}元：编制后由一名财务审批人初次审批，再由另一名审批"
    short = "" if len(people) > two else "，人数不够，请先任命"
    names = f"现任：{'、'.join(people.values())}{short}" if people else f"现在没有{short}"
    said += f"（{names}）"
    return f"{said}；编制人不能审批自己编制的款项。"


def own(payment, person) -> str:
    """Why somebody who has signed already may not approve it too; empty for others."""
    if payment.state not in (State.PREPARED, State.ENDORSED):
        return ""
    if person.pk == payment.prepared_by_id:
        return "这一笔由您编制，审批须由另一名财务审批人办理。"
    if person.pk == payment.endorsed_by_id:
        return "这一笔由您初次审批，审批须由另一名财务审批人办理。"
    return ""


def status(payment) -> dict:
    """The status line of a payment."""
    actor = WHO_ACTS.get(payment.state)
    days = payment.returned_on, payment.paid_on, payment.approved_on, payment.endorsed_on
    return {
        "what": f"{payment.title.studio.title}{payment.label}",
        "state_label": payment.get_state_display(),
        "tone": TONES[payment.state],
        "since": next(filter(None, days), payment.prepared_on),
        "who_acts": f"{payment.title.authority.title} · {actor.label}" if actor else "",
    }


def facts(payment, on: date, *, whole: bool) -> list[dict]:
    """Where the money comes from, where it goes, and what was done so far.

    `whole` says whether this person needs the whole number of the account.
    """
    account, title = payment.account, payment.title
    later = REPLACED.get(payment.state, "此账户后来已被更换")
    replaced = later if payment.replaced(on) else ""
    said = [
        {"label": "收款单位", "value": title.unit_union.title},
        *account_facts(account, replaced, whole=whole),
        {"label": "款项", "value": payment.label, "article": payment.article},
        {"label": "命名文号", "value": title.document_number},
        {"label": "编制", "value": done(payment.prepared_by, payment.prepared_on)},
        {"label": "初次审批", "value": done(payment.endorsed_by, payment.endorsed_on)},
        {"label": "审批", "value": done(payment.approved_by, payment.approved_on)},
        *numbered(payment),
        {"label": "拨付日期", "value": payment.paid_on, "kind": "date"},
        {"label": "退汇日期", "value": payment.returned_on, "kind": "date"},
    ]
    return [fact for fact in said if fact["value"]]


def numbered(payment) -> list[dict]:
    """The number of its voucher, and what else was typed."""
    own, outside = payment.numbers
    return [{"label": VOUCHER, "value": own}, {"label": OUTSIDE, "value": outside}]


def account_facts(account, note="", *, whole: bool) -> list[dict]:
    """Holder, bank and number: the whole of it for those who pay or keep the account."""
    return [
        {"label": "户名", "value": account.holder, "note": note},
        {"label": "开户银行", "value": account.bank},
        {"label": "账号", "value": account.number if whole else account.masked},
    ]


def confirming(account, used, effective_on: date, on: date) -> list[str]:
    """What confirming an account brings."""
    who = f"登记人：{account.recorded_by.full_name}。"
    who += "请核对开户许可证，户名、账号和开户银行都对的再确认。"
    if used is None:
        return [who, "这是第一个收款账户，确认以后就可以编制拨付。"]
    day = f"{effective_on.year}年{effective_on.month}月{effective_on.day}日"
    return [
        who,
        f"确认以后等待{(effective_on - on).days}个自然日，{day}起启用；"
        "这是命名机关自己的规定，办法没有这个要求。",
        f"{day}以前仍付原账户 {used.masked}；有关人员的工作台都会提醒，任何一方都可以撤回。",
        "到那一天还没有审批的拨付，须退回后按新账户重新编制。",
    ]


def done(person, on: date | None) -> str:
    """Who did it and when; empty until somebody did."""
    return f"{person.full_name}，{on.year}年{on.month}月{on.day}日" if person else ""


def progress(payment, *, two: bool = False) -> list[dict]:
    """Prepared, signed by one or by two, paid, sent back: how far it has come."""
    clerk, approver = Role.FINANCE_CLERK.label, Role.FINANCE_APPROVER.label
    ways = [("编制", payment.prepared_on, clerk)]
    ways += [("初次审批", payment.endorsed_on, approver)] if two else []
    ways += [("审批", payment.approved_on, approver), ("拨付", payment.paid_on, clerk)]
    ways += [("退汇", payment.returned_on, clerk)] if payment.returned_on else []
    fallen, before, steps = payment.state in FALLEN, True, []
    for label, day, actor in ways:
        state = "done" if day else "skipped" if fallen else "current" if before else "waiting"
        steps.append({"label": label, "state": state, "on": day, "actor_label": actor})
        before = day is not None
    return steps


def consequences(payment, step: str, on: date) -> list[str]:
    """What taking a step will bring, said before anyone confirms."""
    said = {"endorse": endorsing, "approve": approving, "reject": rejecting}
    said |= {"take_back": taking_back}
    said |= {"bounce": bouncing, "correct": correcting}
    return said.get(step, paying)(payment, on)


def where_to(payment) -> list[str]:
    account = payment.account
    return [
        f"向{payment.title.unit_union.title}拨付{payment.label}{amount(payment)}。",
        f"收款账户：{account.holder}，{account.bank}，账号 {account.number}。",
    ]


def endorsing(payment, on: date) -> list[str]:
    return [
        *where_to(payment),
        "初次审批以后，还须由另一名财务审批人审批，才制发拨付通知书。",
        "您初次审批以后，不能再办理这一笔的审批。",
    ]


def approving(payment, on: date) -> list[str]:
    number = suggested_number(payment.title.authority, WORD, on.year)
    first = done(payment.endorsed_by, payment.endorsed_on)
    return [
        *where_to(payment),
        *([f"初次审批：{first}。"] if first else []),
        f"制发拨付通知书，文号预计为{number}；制发后内容不再改变。",
        "审批后金额和账户不能修改。",
    ]


def rejecting(payment, on: date) -> list[str]:
    void = ["审批随之撤回，已制发的拨付通知书作废；送出的请收回，不能再凭它付款。"]
    return [*void * (payment.state == State.APPROVED), "退回后这一笔可以重新编制。"]


def taking_back(payment, on: date) -> list[str]:
    return ["这一笔不再等待审批；编制、撤回和理由都留在履历里。", "撤回后这一笔可以重新编制。"]


def bouncing(payment, on: date) -> list[str]:
    return [
        f"{amount(payment)}登记为银行退回，账上冲销这一笔拨出；预算按退回日期的年度恢复，以前年度的执行数不变。",
        "原拨付通知书随之作废；更正账户以后重新编制、审批，另发通知书。",
        "登记不能撤销；请以银行退汇回单为准。",
    ]


def correcting(payment, on: date) -> list[str]:
    day = payment.paid_on
    now = f"{payment.voucher_number or '没有填号码'}，{day.year}年{day.month}月{day.day}日"
    return [
        f"现在登记的是：{now}；更正后原来的登记和理由留在履历里。",
        "账上冲销原来的一笔，按更正后的日期重新登记；金额和账户不变。",
    ]


def paying(payment, on: date) -> list[str]:
    return [
        f"{amount(payment)}登记为已拨付。",
        "登记以后不能撤回；号码、日期登记错了的可以更正，银行退回的登记退汇。",
    ]
