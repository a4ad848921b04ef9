"""The page on which a unit's union says what it received and what the unit put beside it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from workshops import clock
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.records.models import Attachment
from workshops.records.steps import CHANGED
from workshops.titles.views import way

from . import matching as acts
from .forms import MatchForm, ReceiptForm


def matching(request, payment):
    """Received, matched, locked or open; entered by the clerk, read by all who see the payment."""
    on = clock.today()
    rule = acts.lock(payment)
    if rule is None:
        messages.info(request, "款项拨付以后，办法要求配套的，才在这里登记到账和配套。")
        return redirect("payment", payment.pk)
    kind = MatchForm if payment.received_on else ReceiptForm
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = kind(*sent, payment=payment, on=on) if acts.keeper(payment, request.user, on) else None
    if request.method == "POST" and form and form.is_valid():
        return _entered(request, payment, form, on)
    papers = Attachment.objects.about(payment).filter(slot=acts.SLOT, withdrawn_at=None)
    page = {
        "payment": payment,
        "rule": rule,
        "form": form,
        "finding": acts.standing(payment, on),
        "last_day": acts.last_day(payment, on),
        "rows": payment.matchings.order_by("paid_on", "pk"),
        "papers": papers.order_by("pk"),
        "back": reverse("payment", args=[payment.pk]),
        "crumbs": way(payment.title, payment.label, "到账和配套"),
    }
    return render(request, "subsidies/matching.html", page)


def _entered(request, payment, form, on):
    moment = {"by": request.user, "on": on, "at": clock.now()}
    try:
        form.enter(**moment)
    except (NotPermitted, NotPossible):
        messages.warning(request, CHANGED)
    else:
        messages.success(request, "已登记。")
    return redirect("matching", payment.pk)
