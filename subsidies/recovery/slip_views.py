"""Pages of the slips a unit hands in: one handed in, one taken out."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from workshops import clock
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.records.steps import CHANGED
from workshops.titles.views import way

from . import pages as parts
from . import reporting as acts
from .forms import EndSlipForm, SlipForm
from .notices import payee_of
from .views import clawback_seen

pages = require_http_methods(["GET", "POST"])


@pages
def slip(request, pk):
    """The unit's clerk hands in the bank slip of what it repaid."""
    one, on = clawback_seen(request, pk), clock.today()
    if acts.unit_post(one, request.user, on) is None:
        raise Http404
    left = acts.unreported(one)
    if left <= 0:
        messages.warning(request, acts.NOTHING_LEFT)
        return redirect("clawback", pk)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = SlipForm(*sent, clawback=one, on=on, initial={"amount_fen": left})
    if request.method == "POST" and form.is_valid():
        return _handed_in(request, one, form.cleaned_data)
    page = {"clawback": one, "form": form, "left": left, "payee": parts.payee(payee_of(one))}
    page |= {"back": reverse("clawback", args=[pk]), "crumbs": way(one.title, "上传退还回单")}
    return render(request, "recovery/slip.html", page)


def _handed_in(request, one, given):
    """Keep it; whoever comes second is told."""
    names, moment = ("amount_fen", "sent_on", "proof"), {"on": clock.today(), "at": clock.now()}
    try:
        acts.report(one, *(given[name] for name in names), by=request.user, **moment)
    except NotPossible:
        messages.warning(request, CHANGED)
    else:
        messages.success(request, "已上报，命名机关财务核对到账以后登记退还。")
    return redirect("clawback", one.pk)


@pages
def end(request, pk, row):
    """Either side takes out a slip that is not right, with the reason."""
    one, on = clawback_seen(request, pk), clock.today()
    entry = get_object_or_404(one.slips, pk=row)
    if acts.ender(entry, request.user, on) is None:
        raise Http404
    form, act = EndSlipForm(request.POST or None), {"by": request.user, "on": on}
    if request.method == "POST" and form.is_valid():
        try:
            acts.end_slip(entry, form.cleaned_data["why"], at=clock.now(), **act)
        except (NotPermitted, NotPossible):
            messages.warning(request, CHANGED)
        return redirect("clawback", pk)
    page = {"slip": entry, "form": form, "back": reverse("clawback", args=[pk])}
    page |= {"ours": acts.unit_post(one, request.user, on) is not None}
    page["crumbs"] = way(one.title, "撤下退还回单")
    return render(request, "recovery/slip_end.html", page)
