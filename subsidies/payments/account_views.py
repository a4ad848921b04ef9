"""The pages of a payee account: put down, confirmed by another person, withdrawn."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from workshops import clock
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.records.steps import CHANGED
from workshops.titles.views import way

from . import accounting as acts
from .forms import AccountForm, WithdrawForm
from .pages import account_facts, confirming
from .payees import account_of, of_others, under_way
from .views import title_seen

pages = require_http_methods(["GET", "POST"])


@pages
def payee(request, pk):
    """The account of the unit's union: in use, on its way, those before; put down or changed."""
    title, on = title_seen(request, pk), clock.today()
    union, step, person = title.unit_union, title.edition.step("prepare"), request.user
    used, coming = account_of(union, on), under_way(union, on)
    kind = {"union": union, "used": used, "article": step.article if step else ""}
    kind["others"] = of_others(union, [title.authority_id], on)
    may = acts.post_of(title, person, on, acts.RECORD) is not None
    form = AccountForm(request.POST or None, **kind) if may and not coming else None
    if request.method == "POST" and not may:
        raise Http404
    if request.method == "POST" and form is None:
        messages.warning(request, "已有一个账户正在办理，请先确认或者撤回。")
        return redirect("payee", pk)
    if request.method == "POST" and form.is_valid():
        act = partial(acts.put_down, title, form.cleaned_data)
        return _done(request, act, "已登记，等待另一人确认。", pk)
    rows = union.accounts.select_related("recorded_by", "confirmed_by", "withdrawn_by")
    shown = {"title": title, "form": form, "may": may, "used": used, "coming": coming}
    shown["confirms"] = bool(coming and acts.confirmer(title, coming, person, on))
    shown["ours"] = acts.at_unit(title, person, on)
    shown["withdraws"] = bool(coming and acts.post_of(title, person, on, acts.WITHDRAW))
    shown |= {"rows": rows.order_by("-pk"), "on": on}
    shown["facts"] = used and account_facts(used, whole=acts.in_full(title, person, on))
    shown |= {"days": acts.waits(union, on).days, "crumbs": way(title, "收款账户")}
    return render(request, "payments/payee.html", shown)


def _coming(request, title, account):
    """The account that is still on its way, by its key."""
    return get_object_or_404(title.unit_union.accounts.under_way(clock.today()), pk=account)


@pages
def payee_confirm(request, pk, account):
    """Another person looks at it and confirms it."""
    title, on = title_seen(request, pk), clock.today()
    one = _coming(request, title, account)
    if acts.confirmer(title, one, request.user, on) is None:
        raise Http404
    if request.method == "POST":
        return _done(request, partial(acts.confirm, one, title), "已确认。", pk)
    used = account_of(title.unit_union, on)
    lines = confirming(one, used, on + acts.waits(title.unit_union, on), on)
    page = {"title": title, "new": account_facts(one, whole=True), "lines": lines, "account": one}
    page["ours"] = acts.at_unit(title, request.user, on)
    page |= {"used": used and account_facts(used, whole=True), "back": reverse("payee", args=[pk])}
    page["crumbs"] = way(title, "收款账户", "确认")
    return render(request, "payments/payee_confirm.html", page)


@pages
def payee_withdraw(request, pk, account):
    """Either side says that it is not theirs."""
    title, on = title_seen(request, pk), clock.today()
    one, form = _coming(request, title, account), WithdrawForm(request.POST or None)
    if acts.post_of(title, request.user, on, acts.WITHDRAW) is None:
        raise Http404
    if request.method == "POST" and form.is_valid():
        act = partial(acts.withdraw, one, title, form.cleaned_data["why"])
        return _done(request, act, "已撤回，这个账户不会启用。", pk)
    page = {"title": title, "form": form, "new": account_facts(one, whole=True), "account": one}
    page["ours"] = acts.at_unit(title, request.user, on)
    page |= {"back": reverse("payee", args=[pk]), "crumbs": way(title, "收款账户", "撤回")}
    return render(request, "payments/payee_withdraw.html", page)


def _done(request, act, word: str, pk: int):
    """Do it and return with word of it; say so where somebody was quicker."""
    try:
        act(by=request.user, on=clock.today(), at=clock.now())
    except NotPermitted:
        raise Http404 from None
    except NotPossible:
        messages.warning(request, CHANGED)
    else:
        messages.success(request, word)
    return redirect("payee", pk)
