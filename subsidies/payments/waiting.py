"""What waits of money, for the desk: to prepare, to approve, to pay, to look at."""

from datetime import timedelta

from django.db.models import Prefetch
from django.urls import reverse

from rules import money
from rules.schedule import Standing
from workshops.desk.waiting import waits
from workshops.titles.lifecycle import HELD
from workshops.titles.models import Title
from workshops.unions.models import Role

from .lifecycle import State
from .models import Payment
from .pages import TONES

LATEST = 10  # payments an auditor sees on the desk
LATELY = timedelta(days=60)  # as long as a unit is told of money that came
TURN = dict.fromkeys([State.PREPARED, State.ENDORSED], Role.FINANCE_APPROVER)
TURN |= {State.APPROVED: Role.FINANCE_CLERK}


@waits
def instalments(person, on):
    """For a finance clerk, the instalments the text has made due and nobody prepared."""
    if not person.holds(Role.FINANCE_CLERK, on=on):
        return
    standing = Prefetch("payments", Payment.objects.standing(), to_attr="on_their_way")
    held = Title.objects.filter(authority__in=person.unions_as(Role.FINANCE_CLERK, on=on))
    held = held.filter(state__in=HELD).select_related("studio__unit_union", "authority")
    titles = held.prefetch_related("assessments", "supports", "claims", standing).order_by("pk")
    tasks = [_to_prepare(title, due) for title in titles for due in _owed(title, on)]
    yield {"title": "到期应付、还没有编制的", "tasks": tasks, "url": reverse("titles")}


def _owed(title, on):
    begun = {payment.instalment for payment in title.on_their_way}
    for one in title.schedule(on).instalments:
        if one.standing is Standing.DUE and one.key not in begun:
            yield one


def _to_prepare(title, due) -> dict:
    return {
        "title": f"{title.studio.title}：{due.label}",
        "url": reverse("payment_new", args=[title.pk, due.key]),
        "state_label": "待编制",
        "hint": f"{money.figures(due.amount_fen)}元，付{title.unit_union}",
    }


@waits
def payments(person, on):
    """The payments whose next hand is this person's; what one prepared another approves."""
    roles = [role for role in TURN.values() if person.holds(role, on=on)]
    if not roles:
        return
    states = [state for state, role in TURN.items() if role in roles]
    found = _payments(person, on).filter(state__in=states).order_by("pk")
    tasks = [_line(p) for p in found if p.state == State.APPROVED or person.pk not in _signed(p)]
    yield {"title": "等您办理的拨付", "tasks": tasks, "url": reverse("payments")}


def _signed(payment) -> tuple:
    """Who may not sign it again."""
    return payment.prepared_by_id, payment.endorsed_by_id


@waits
def latest(person, on):
    """For an auditor, the last payments whatever their state."""
    if person.holds(Role.AUDITOR, on=on):
        tasks = [_line(payment) for payment in _payments(person, on).order_by("-pk")[:LATEST]]
        yield {"title": "最近的拨付", "tasks": tasks, "url": reverse("payments")}


@waits
def accounts(person, on):
    """For a unit's clerk, the account that money under a title has to go to."""
    unions = person.unions_as(Role.CLERK, on=on)
    if not unions:
        return
    held = Title.objects.filter(studio__unit_union__in=unions, state__in=HELD)
    held = held.exclude(studio__unit_union__accounts__in_use=True)
    held = held.select_related("studio__unit_union", "authority")
    held = held.prefetch_related("assessments", "supports", "claims")
    tasks = [
        {
            "title": f"登记收款账户：{title.unit_union}",
            "url": reverse("payee", args=[title.pk]),
            "state_label": "未登记",
            "tone": "warn",
            "hint": f"{title.studio.title}的补助须付到本单位工会账户，登记后才能拨付。",
        }
        for title in held.order_by("pk")
        if title.schedule(on).instalments
    ]
    yield {"title": "收款账户", "tasks": tasks, "url": reverse("titles")}


@waits
def received(person, on):
    """For a unit, the money that was lately paid to it."""
    unions = person.unions_as(Role.CLERK, Role.CHAIR, on=on)
    if not unions:
        return
    paid = _payments(person, on).filter(title__studio__unit_union__in=unions, state=State.PAID)
    lately = paid.filter(paid_on__gt=on - LATELY).order_by("-paid_on", "-pk")
    tasks = [_line(one) | {"hint": _said_paid(one)} for one in lately]
    yield {"title": "最近拨付到本单位的补助", "tasks": tasks, "url": reverse("payments")}


def _said_paid(payment) -> str:
    day = f"{payment.paid_on.year}年{payment.paid_on.month}月{payment.paid_on.day}日"
    return f"{money.figures(payment.amount_fen)}元，{day}拨出，请核对到账。"


def _payments(person, on):
    return Payment.objects.visible_to(person, on=on).select_related("title__studio__unit_union")


def _line(payment) -> dict:
    return {
        "title": f"{payment.title.studio.title}：{payment.label}",
        "url": reverse("payment", args=[payment.pk]),
        "state_label": payment.get_state_display(),
        "tone": TONES[payment.state],
        "hint": f"{money.figures(payment.amount_fen)}元",
    }
