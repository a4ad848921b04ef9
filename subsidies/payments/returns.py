"""What the bank sent back or a hand turned back: when and why, told where it matters next."""

from collections.abc import Iterable

from django.urls import reverse

from rules.facts import shown
from workshops.records.models import Decision
from workshops.titles.lifecycle import HELD
from workshops.titles.models import Title

from .lifecycle import FALLEN, State
from .models import Payment

STEPS = ("bounce", "reject", "take_back")


def reasons(payments: Iterable[Payment]) -> dict[int, str]:
    """For each of these that fell, when and why in one sentence; one question for all."""
    fallen = {one.pk: one for one in payments if one.state in FALLEN}
    if not fallen:
        return {}
    about = {"subject_type": Payment._meta.label_lower, "subject_id__in": fallen}
    found = Decision.objects.filter(**about, step__in=STEPS).order_by("pk")
    return {one.subject_id: _said(fallen[one.subject_id], one) for one in found}


def _said(payment: Payment, decision: Decision) -> str:
    why = decision.particulars.get("reason", "")
    if payment.state == State.BOUNCED:
        return f"{shown(payment.returned_on)}银行退汇：{why}"
    return f"{shown(decision.decided_on)}{decision.label}：{why}"


def made_of(title: Title, instalment: str) -> list[Payment]:
    """All payments made of an instalment, the last one first; read from those of the title."""
    own = (one for one in title.payments.all() if one.instalment == instalment)
    return sorted(own, key=lambda one: -one.pk)


def bounced(title: Title, instalment: str) -> Payment | None:
    """The last payment of an instalment, where the bank sent it back."""
    made = made_of(title, instalment)
    return made[0] if made and made[0].state == State.BOUNCED else None


def not_fallen(title: Title, instalment: str) -> Payment | None:
    """The one that stands in the way of another, on its way or paid."""
    return next((one for one in made_of(title, instalment) if one.state not in FALLEN), None)


def went_on(payment: Payment, *, prepares: bool) -> dict:
    """Where one that fell goes on: with the next of its instalment, or with preparing it again."""
    if payment.state not in FALLEN:
        return {}
    if then := not_fallen(payment.title, payment.instalment):
        label = f"已重新编制，查看新的一笔（{then.get_state_display()}）"
        return {"label": label, "url": reverse("payment", args=[then.pk])}
    if not prepares or payment.title.state not in HELD:
        return {}
    url = reverse("payment_new", args=[payment.title_id, payment.instalment])
    return {"label": "重新编制", "url": url, "primary": True}


def warned(draft: Payment) -> str:
    """What to look at before an instalment the bank sent back is prepared again; mostly nothing."""
    last = bounced(draft.title, draft.instalment)
    if last is None:
        return ""
    said = reasons([last]).get(last.pk, "")
    if last.account_id != draft.account_id:
        return f"{said}。收款账户已更换，将付到新账户。"
    return f"{said}。现在的收款账户就是退汇的那个账户，请先与单位核对。"
