"""What waits of spending, for the desk: money to be entered as received, money not used."""

from datetime import timedelta

from django.urls import reverse

from rules import money
from subsidies.payments.lifecycle import State
from subsidies.payments.models import Payment
from workshops.desk.waiting import waits
from workshops.unions.models import Role

from .pages import grants, line

IDLE = timedelta(days=180)  # money that lies unused for so long is worth a look


def _paid(person, on):
    """The payments that left for the unions this person is clerk of."""
    own = person.unions_as(Role.CLERK, on=on)
    return Payment.objects.filter(title__studio__unit_union__in=own, state=State.PAID)


@waits
def receipts(person, on):
    """For a unit's clerk, money that was paid out and not yet entered as received."""
    if not person.holds(Role.CLERK, on=on):
        return
    due = _paid(person, on).filter(received_on=None).select_related("title__studio")
    tasks = [
        {
            "title": f"登记到账：{one.title.studio.title}{one.label}",
            "url": reverse("payment_receipt", args=[one.pk]),
            "state_label": "未登记",
            "tone": "warn",
            "hint": f"{money.figures(one.amount_fen)}元，按银行回单登记；登记后才能登记支出。",
        }
        for one in due.order_by("paid_on", "pk")
    ]
    yield {"title": "拨来的补助，请登记到账", "tasks": tasks, "url": reverse("grants")}


@waits
def unused(person, on):
    """For a unit's clerk, grants that lie unused for half a year."""
    if not person.holds(Role.CLERK, on=on):
        return
    own = person.unions_as(Role.CLERK, on=on)
    idle = grants(person, on).filter(title__studio__unit_union__in=own)
    lines = [line(one) for one in idle.filter(received_on__lt=on - IDLE)]
    tasks = [
        {
            "title": f"{one['payment'].title.studio.title}{one['payment'].label}",
            "url": reverse("grant", args=[one["payment"].pk]),
            "state_label": "未用完",
            "hint": f"还有{money.figures(one['left'])}元没有使用；已使用的请登记支出。",
        }
        for one in lines
        if one["left"] > 0
    ]
    yield {"title": "到账半年以上、没有用完的补助", "tasks": tasks, "url": reverse("grants")}
