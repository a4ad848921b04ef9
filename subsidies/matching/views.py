"""The page on which a unit's union says what it received and what the unit put beside it."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from subsidies.payments import standing
from subsidies.payments.receipt_forms import ReceiptForm
from subsidies.payments.receipts import keeper
from subsidies.payments.views import payments_seen
from workshops import clock
from workshops.records.forms import StrikeForm
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.records.steps import CHANGED
from workshops.titles.views import way

from . import actions as acts
from . import pages as parts
from .forms import MatchForm

pages = require_http_methods(["GET", "POST"])


@pages
def matching(request, pk):
    """Received, matched, locked or open; entered by the clerk, read by all who see the payment."""
    payment, on = get_object_or_404(payments_seen(request), pk=pk), clock.today()
    clerk = keeper(payment, request.user, on)
    if request.method == "POST" and clerk is None:
        raise Http404
    rule = standing.lock(payment)
    if rule is None:
        messages.info(request, "款项拨付以后，办法要求配套的，才在这里登记到账和配套。")
        return redirect("payment", payment.pk)
    kind = MatchForm if payment.received_on else ReceiptForm
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = kind(*sent, payment=payment, on=on) if clerk else None
    if request.method == "POST" and form and form.is_valid():
        return _entered(request, payment, form.enter)
    last = standing.last_day(payment, on)
    page = {
        "payment": payment,
        "rule": rule,
        "form": form,
        "finding": standing.standing(payment, on),
        "last_day": last,
        "rows": parts.rows(payment, last),
        "back": reverse("payment", args=[payment.pk]),
        "crumbs": way(payment.title, payment.label, "到账和配套"),
    }
    return render(request, "matching/matching.html", page)


@pages
def strike(request, pk, row):
    """Strike out one entry of matched money, with the reason."""
    payment, on = get_object_or_404(payments_seen(request), pk=pk), clock.today()
    back = reverse("matching", args=[pk])
    entry = get_object_or_404(payment.matchings.filter(struck_on=None), pk=row)
    if not keeper(payment, request.user, on):
        raise Http404
    form = StrikeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _entered(request, payment, partial(acts.strike, entry, form.cleaned_data["why"]))
    page = {"form": form, "what": "配套资金", "back": back}
    page |= {"day": entry.paid_on, "fen": entry.amount_fen, "more": parts.stricken(entry)}
    page["crumbs"] = way(payment.title, payment.label, "冲销配套")
    return render(request, "records/strike.html", page)


def _entered(request, payment, act):
    """Do it and return to the page; say so where somebody was quicker."""
    try:
        act(by=request.user, on=clock.today(), at=clock.now())
    except (NotPermitted, NotPossible):
        messages.warning(request, CHANGED)
    else:
        messages.success(request, "已登记。")
    return redirect("matching", payment.pk)
