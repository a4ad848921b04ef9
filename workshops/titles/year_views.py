"""Pages of the named years: duties and their records, and matters to be put right."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from workshops import clock
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.records.models import Attachment
from workshops.records.steps import CHANGED, not_yours

from . import keeping as acts
from . import year_pages as parts
from .duties import KEEPERS, OWNERS, keeper, of_year, why_shut
from .models import Title
from .views import way
from .year_forms import ItemForm, RecheckForm, RecordForm, WithdrawForm
from .years import Assessment, RectificationItem

pages = require_http_methods(["GET", "POST"])


def seen(request, pk) -> Title:
    """The title, ready for its years, if this person may see it."""
    titles = Title.objects.visible_to(request.user, on=clock.today())
    joined = "studio__unit_union", "authority", "application__call"
    return get_object_or_404(titles.select_related(*joined).with_years(), pk=pk)


@require_safe
def duties(request, pk):
    """What is due under this title, by whom and by when, and what was recorded."""
    one, on, person = seen(request, pk), clock.today(), request.user
    page = {
        "title": one,
        "lines": parts.table(one, person, on),
        "at_any_time": parts.at_any_time(one, person, on),
        "always": parts.always(one),
        "records": parts.records(one),
        "crumbs": way(one, "应办事项"),
    }
    return render(request, "titles/duties.html", page)


@pages
def duty(request, pk, key, year):
    """Record a duty of a year; what each result would bring stands above the form."""
    one, on = seen(request, pk), clock.today()
    rule, back = one.edition.duty(key), reverse("duties", args=[pk])
    if rule is None or not rule.recorded:
        raise Http404
    if keeper(one, rule, request.user, on) is None:
        whose = f"{OWNERS[rule.seat]}{KEEPERS[rule.seat].label}"
        return not_yours(request, rule, back, whose=whose)
    if why := why_shut(one, rule, year, on):
        messages.warning(request, why)
        return redirect(back)
    prospects = parts.prospects(one, rule, year, on)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = RecordForm(*sent, duty=rule, on=on, weighty=bool(prospects))
    if request.method == "POST" and form.is_valid():
        moment = {"by": request.user, "on": on, "at": clock.now()}
        try:
            kept = acts.fulfil(one, rule, year, **form.details(), **moment)
        except acts.NotRecordable as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{of_year(year, rule.label)}已登记。")
            return redirect("duty_record", kept.pk) if rule.signed_by else redirect(back)
    page = {"title": one, "rule": rule, "year": year, "form": form, "prospects": prospects}
    label = of_year(year, rule.label)
    page |= {"back": back, "label": label, "crumbs": way(one, label)}
    page["sheet_url"] = parts.sheet_url(one, rule, year)
    return render(request, "titles/duty.html", page)


@require_safe
def duty_record(request, pk):
    """One record: what was found, thing by thing, and what proves it."""
    rows = Assessment.objects.visible_to(request.user, on=clock.today())
    row = get_object_or_404(
        rows.select_related("person", "union", "sheet").defer("sheet__content"), pk=pk
    )
    one, rule = seen(request, row.title_id), None
    rule = one.edition.duty(row.duty)
    mine = rule and keeper(one, rule, request.user, clock.today())
    papers = Attachment.objects.about(row).filter(withdrawn_at=None).order_by("pk")
    page = {"title": one, "record": row, "papers": papers, **parts.described(one, row)}
    page |= {"why_kept": acts.why_kept(row), "mine": mine}
    page["crumbs"] = way(one, page["label"])
    return render(request, "titles/duty_record.html", page)


@pages
def duty_withdraw(request, pk):
    """Take back a record entered by mistake."""
    rows = Assessment.objects.visible_to(request.user, on=clock.today())
    row = get_object_or_404(rows, pk=pk)
    one, back = seen(request, row.title_id), reverse("duty_record", args=[pk])
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        moment = {"by": request.user, "on": clock.today(), "at": clock.now()}
        try:
            acts.withdraw(row, why=form.cleaned_data["why"], **moment)
        except (NotPermitted, NotPossible):
            messages.warning(request, acts.why_kept(row) or "只有登记的工会可以撤销登记。")
        else:
            messages.success(request, "已撤销登记；原来的登记仍可查看。")
        return redirect(back)
    page = {"title": one, "record": row, "form": form, "back": back}
    page |= parts.described(one, row) | {"crumbs": way(one, "撤销登记")}
    return render(request, "titles/duty_withdraw.html", page)


@pages
def rectification(request, pk):
    """The orders to put right: things, evidence, re-check; the office records what it found."""
    one, on = seen(request, pk), clock.today()
    orders = list(one.rectifications.prefetch_related("items").order_by("-pk"))
    open_ = next((order for order in orders if order.closed_on is None), None)
    form = None
    if open_ and acts.rechecking_post(open_, request.user, on):
        form = RecheckForm(request.POST or None, on=on)
    if request.method == "POST" and form and form.is_valid():
        return _rechecked(request, open_, form)
    page = {"title": one, "orders": orders, "open": open_, "form": form, "today_is": on}
    parts.add_notices(one, orders)
    page |= {"own": acts.fixes(one, request.user, on), "papers": parts.item_papers(orders)}
    page["crumbs"] = way(one, "限期整改")
    return render(request, "titles/rectification.html", page)


def _rechecked(request, order, form):
    moment = {"by": request.user, "on": clock.today(), "at": clock.now()}
    given = form.cleaned_data
    try:
        acts.recheck(order, given["held_on"], given["put_right"], given["note"], **moment)
    except acts.NotRecordable as refusal:
        messages.warning(request, str(refusal))
    except (NotPermitted, NotPossible):
        messages.warning(request, CHANGED)
    else:
        messages.success(request, "复查结果已登记。")
    return redirect("rectification", order.title_id)


@pages
def rectified(request, pk):
    """What the unit did about one thing."""
    on = clock.today()
    items = RectificationItem.objects.visible_to(request.user, on=on)
    item = get_object_or_404(items.select_related("rectification"), pk=pk)
    one = seen(request, item.rectification.title_id)
    if not acts.fixes(one, request.user, on):
        raise Http404
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form, back = ItemForm(*sent, on=on), reverse("rectification", args=[one.pk])
    if request.method == "POST" and form.is_valid():
        given, moment = form.cleaned_data, {"by": request.user, "on": on, "at": clock.now()}
        papers = (given["proof"],) if given["proof"] else ()
        try:
            acts.close_item(item, given["done_on"], given["note"], papers, **moment)
        except acts.NotRecordable as refusal:
            form.add_error("done_on", str(refusal))
        except (NotPermitted, NotPossible):
            messages.warning(request, CHANGED)
            return redirect(back)
        else:
            messages.success(request, "这一项已填报完成。")
            return redirect(back)
    page = {"title": one, "item": item, "form": form, "back": back}
    return render(request, "titles/rectified.html", page | {"crumbs": way(one, "整改事项")})
