"""Pages of findings: all of them, a new one, one with its replies."""

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from workshops import clock
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.records.seen import seen_by
from workshops.records.steps import CHANGED
from workshops.unions.models import Role

from . import actions as acts
from . import pages as parts
from .forms import AnswerForm, FindingForm, ReplyForm
from .models import Finding, Says
from .present import stood
from .views import ON_A_PAGE, both, crumbs, union_of


@require_safe
def findings(request):
    """Every finding this person may see, newest first."""
    on = clock.today()
    seen = Finding.objects.visible_to(request.user, on=on).with_last()
    seen = seen.select_related("concerned", "union").order_by("-pk")
    page = Paginator(seen, ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [parts.line(one, on) for one in page]
    auditor = request.user.holds(Role.AUDITOR, on=on)
    shown = {"rows": rows, "page_of": page, "auditor": auditor}
    return render(request, "audit/findings.html", shown)


@both
def finding_new(request, pk, year, about):
    """Write a finding about a payment, an expense, matched money, a voucher or a union."""
    union, on = union_of(request, pk, year), clock.today()
    told = parts.about(union, about)
    begun = {"unions": told.unions, "on": on, "initial": {"basis": told.basis}}
    form = FindingForm(request.POST or None, **begun)
    if request.method == "POST" and form.is_valid():
        by = {"by": request.user, "on": on, "at": clock.now()}
        try:
            finding = acts.find(union, year, told, form.cleaned_data, **by)
        except (NotPermitted, NotPossible):
            raise Http404 from None
        messages.success(request, f"已提出，{finding.concerned.title}的工作台会提醒回复。")
        return redirect("finding", finding.pk)
    page = {"union": union, "year": year, "about": told, "form": form}
    page["back"] = reverse("audit_year", args=[pk, year])
    page["crumbs"] = crumbs(union, year, "提出问题")
    return render(request, "audit/finding_new.html", page)


@both
def finding(request, pk):
    """One finding: what is wrong, what was replied, and the next word by whose turn it is."""
    on = clock.today()
    seen = Finding.objects.visible_to(request.user, on=on).with_last()
    joined = "voucher__reversal", "expense", "matching", "payment"
    seen = seen.select_related("union", "concerned", "by", *joined)
    one = get_object_or_404(seen, pk=pk)
    form, act = _turn(request, one, on)
    if request.method == "POST":
        if form is None:
            raise Http404
        if form.is_valid():
            return _said(request, one, act(form))
    auditor = acts.audit_post(one.union, request.user, on) is not None
    page = {
        "finding": one,
        "status": parts.status(one, on),
        "exchange": parts.exchange(one),
        "stood": stood(one),
        "form": form,
        "auditor": auditor,
        "entries": seen_by(request.user, on, one),
        "crumbs": _crumbs(one, auditor),
    }
    return render(request, "audit/finding.html", page)


def _crumbs(one: Finding, auditor: bool) -> list[dict]:
    if auditor:
        return crumbs(one.union, one.year, "审计问题")
    return [{"label": "审计问题", "url": reverse("findings")}, {"label": one.about}]


def _turn(request, one: Finding, on):
    """The form of this person's next word about a finding, and what it does; or neither."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    ended = one.last in (Says.CLOSED, Says.TAKEN_BACK)
    if not ended and acts.audit_post(one.union, request.user, on):
        answering = AnswerForm(*sent[:1], replied=one.last == Says.REPLY, on=on)
        return answering, partial(_answer, one)
    if one.last in (None, Says.AGAIN) and acts.reply_post(one, request.user, on):
        return ReplyForm(*sent), partial(_reply, one)
    return None, None


def _answer(one, form):
    given = form.cleaned_data
    return partial(acts.answer, one, given["kind"], given["text"], given.get("reply_by"))


def _reply(one, form):
    return partial(acts.reply, one, form.cleaned_data["text"], form.brought())


def _said(request, one, act):
    """Say it and return; say so where somebody was quicker."""
    try:
        act(by=request.user, on=clock.today(), at=clock.now())
    except (NotPermitted, NotPossible):
        messages.warning(request, CHANGED)
    else:
        messages.success(request, "已登记。")
    return redirect("finding", one.pk)
