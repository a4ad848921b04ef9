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
from .receipt_forms import CorrectedForm, ReceiptForm
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


def _entered(request, form, back):
    """Enter it and return; say so where somebody was quicker."""
    try:
        form.enter(by=request.user, on=clock.today(), at=clock.now())
    except (NotPermitted, NotPossible):
        messages.warning(request, CHANGED)
    else:
        messages.success(request, "已登记。")
    return redirect(back)
