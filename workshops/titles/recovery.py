"""What comes back when a title ends: every payment with its notice, the sum, and what is asked."""

from dataclasses import replace

from rules import money
from rules.base import Step
from rules.facts import LABELS, Facts, shown
from rules.payable import PaidBack, paid_back
from workshops.records.models import Decision, Paper

from .asked import FRAUD
from .supported import SUPPORTED, Sort

NOTICE = "disbursement_notice"
DONE = ("paid", "rejected", "bounced")
TO_WRITE = "认定在下面写明"


def supposed(facts: Facts) -> Facts:
    """The facts once the ground is chosen, before the finding it rests on is written down."""
    found = facts.verified_finding or (facts.ground == FRAUD and TO_WRITE) or None
    return replace(facts, verified_finding=found)


def claiming():
    """The decisions that claim money back under a title: at its end, or since."""
    about = {"subject_type": "workshops.title", "step__in": ("delist", "claim_back")}
    return Decision.objects.filter(**about, particulars__recover_fen__gt=0)


def recovery(title, rule: Step, facts: Facts) -> dict | None:
    """The arithmetic of what comes back: its lines, its sum; None where the text is silent."""
    back = paid_back(rule)
    if back is None:
        return None
    facts = supposed(facts)
    due = back.due(facts)
    lines = [*paid_lines(title), *beside_lines(title, back, facts)] if back.fraud(facts) else []
    said = {"word": back.word, "claimed": back.fraud(facts), "due_fen": due}
    return said | {"lines": lines, "capitals": money.capitals(due)}


def is_more_due(title, on) -> bool:
    """Whether some sum of the text has not left yet, and so never will."""
    paid = {payment.instalment for payment in title.payments.all() if payment.state == "paid"}
    return any(one.key not in paid for one in title.schedule(on).instalments)


def on_their_way(title) -> list[str]:
    """Each payment begun and not entered as paid: a decision counts only what is."""
    waiting = [one for one in title.payments.all() if one.state not in DONE]
    return [
        f"{one.label}{money.figures(one.amount_fen)}元{one.get_state_display()}：确已付出的，先登记拨付"
        "再作决定；没有付出的，决定后由财务审批人退回，不再拨付。"
        for one in sorted(waiting, key=lambda one: one.pk)
    ]


def paid_lines(title) -> list[dict]:
    """Each instalment that left: its day, what it was, the number of its notice, its sum."""
    claimed = {grant.key for grant in title.granted()}  # told as one sum beside these
    paid = [p for p in title.payments.all() if p.state == "paid" and p.instalment not in claimed]
    kind = title.payments.model._meta.label_lower
    notices = Paper.objects.filter(kind=NOTICE, subject_type=kind)
    keys = [one.pk for one in paid]
    numbers = dict(notices.filter(subject_id__in=keys).values_list("subject_id", "number"))
    return [
        {
            "on": shown(one.paid_on),
            "label": one.label,
            "number": numbers.get(one.pk, ""),
            "amount_fen": one.amount_fen,
        }
        for one in sorted(paid, key=lambda one: (one.paid_on, one.pk))
    ]


def beside_lines(title, back: PaidBack, facts: Facts) -> list[dict]:
    """What comes back beside the instalments, where the reading reaches it."""
    amount = getattr(facts, back.beside)
    if not amount or not back.reaches_beside(facts):
        return []
    if back.beside == SUPPORTED:
        return support_lines(title)
    return [{"on": "", "label": LABELS[back.beside][0], "number": "", "amount_fen": amount}]


def support_lines(title) -> list[dict]:
    """Each sum a union gave the named studio and that stands: its day, who gave it, its voucher."""
    given = (one for one in title.supports.all() if one.stands and one.sort == Sort.BESIDE)
    return [
        {
            "on": shown(one.given_on),
            "label": f"{one.giver}的扶持资金",
            "number": one.voucher,
            "amount_fen": one.amount_fen,
        }
        for one in sorted(given, key=lambda one: (one.given_on, one.pk))
    ]
