"""The page on which a unit's clerk says that money came in, or puts the day right."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from workshops import clock
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.records.steps import CHANGED
from workshops.titles.views import way

from .lifecycle import State
from .receipt_forms import CorrectedForm, ReceiptForm, TakeBackForm
from .receipts import keeper
from .standing import lock
from .views import payments_seen


@require_http_methods(["GET", "POST"])
def receipt(request, pk):
    """Enter the day on which the money reached the union's account, or put it right."""
    payment, on = get_object_or_404(payments_seen(request), pk=pk), clock.today()
    if payment.state != State.PAID:
        messages.info(request, "款项拨付以后才登记到账。")
        return redirect("payment", pk)
    if not keeper(payment, request.user, on):
        raise Http404
    kind = CorrectedForm if payment.received_on else ReceiptForm
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = kind(*sent, payment=payment, on=on)
    back = reverse("matching" if lock(payment) else "payment", args=[pk])
    if request.method == "POST" and form.is_valid():
        return _entered(request, form, back)
    page = {"payment": payment, "form": form, "back": back, "locked": lock(payment)}
    page["crumbs"] = way(payment.title, payment.label, "到账")
    return render(request, "payments/receipt.html", page)


@require_http_methods(["GET", "POST"])
def receipt_undo(request, pk):
    """Take back a receipt that was entered though no money came."""
    payment, on = get_object_or_404(payments_seen(request), pk=pk), clock.today()
    if payment.received_on is None:
        messages.info(request, "还没有登记到账，不用撤销。")
        return redirect("payment", pk)
    if not keeper(payment, request.user, on):
        raise Http404
    form = TakeBackForm(request.POST or None, payment=payment)
    if request.method == "POST" and form.is_valid():
        return _entered(request, form, reverse("payment", args=[pk]), "已撤销到账登记。")
    page = {"payment": payment, "form": form, "back": reverse("payment_receipt", args=[pk])}
    page["crumbs"] = way(payment.title, payment.label, "到账")
    return render(request, "payments/receipt_undo.html", page)


def _entered(request, form, back, word="已登记。"):
    """Enter it and return; say so where somebody was quicker."""
    try:
        form.enter(by=request.user, on=clock.today(), at=clock.now())
    except (NotPermitted, NotPossible):
        messages.warning(request, CHANGED)
    else:
        messages.success(request, word)
    return redirect(back)
