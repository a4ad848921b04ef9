"""Pages of a call: prepared by the office, opened once, then read by everybody who may file."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.forms import Form
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from workshops import clock
from workshops.records.models import Decision, Event
from workshops.records.steps import step_page
from workshops.unions.models import Role

from .actions import why_not
from .call_forms import AdoptionForm, CallForm, Criteria, ExtendForm, OpenForm, out_of_reach
from .calling import (
    adopt as take_up,
)
from .calling import (
    article_on_effect,
    authorities_of,
    edition_for,
    extend,
    least_posting_days,
    save_call,
    save_criteria,
    screening_unions,
)
from .calls import Call
from .history import entries

pages = require_http_methods(["GET", "POST"])


def acting(request, post) -> dict:
    """Who acts, in which post, at which moment."""
    return {"by": request.user, "at": clock.now(), "post": post}


def office_of(request) -> tuple:
    """The authority whose office this person is, and the post; 404 for anybody else."""
    found = authorities_of(request.user, Role.REVIEW_OFFICE, on=clock.today())
    if not found:
        raise Http404
    wanted = request.GET.get("authority", "")
    authority = next((one for one in found if str(one.pk) == wanted), found[0])
    posts = request.user.posts(clock.today())
    post = next(p for p in posts if p.role == Role.REVIEW_OFFICE and p.union == authority)
    return authority, post


def seen_call(request, pk) -> Call:
    """The call, if this person may see it."""
    visible = Call.objects.visible_to(request.user, on=clock.today())
    return get_object_or_404(visible.select_related("authority"), pk=pk)


def prepared(request, pk) -> tuple:
    """A call and the post in which this person prepares it; 404 for anybody else."""
    call = seen_call(request, pk)
    post = call.post_for(call.edition.step("open_call"), request.user, clock.today())
    if post is None:
        raise Http404
    return call, post


@require_GET
def calls(request):
    """The calls one may see, newest year first."""
    on = clock.today()
    found = Call.objects.visible_to(request.user, on=on).select_related("authority")
    offices = authorities_of(request.user, Role.REVIEW_OFFICE, on=on)
    filed = Count("applications", filter=Q(applications__of_title=None))
    page = {
        "calls": found.annotate(files=filed).order_by("-year", "pk"),
        "offices": offices,
        "sees_numbers": bool(offices),
        "today": on,
    }
    return render(request, "applications/calls.html", page)


@require_GET
def call(request, pk):
    """One call: what holds in it, and what can be done about it now."""
    on, found = clock.today(), seen_call(request, pk)
    rule = found.edition.step("open_call")
    preparing = found.post_for(rule, request.user, on) is not None
    criteria = list(found.criteria.all())
    page = {
        "call": found,
        "rule": rule,
        "asked": rule.facts,
        "criteria": criteria,
        "full_marks": sum(criterion.full_marks for criterion in criteria),
        "screeners": found.screeners.order_by("kind", "pk"),
        "preparing": preparing,
        "verdict": found.judge("open_call", on=on) if preparing and not found.opened_on else None,
        "steps": _steps(request, found, preparing, on),
        "adoption": found.authority.adoptions.filter(edition_key=found.edition_key).first(),
        "entries": _history(found) if preparing else [],
        "decisions": Decision.objects.about(found).order_by("-pk") if preparing else [],
        "crumbs": [{"label": "申报批次", "url": reverse("calls")}, {"label": f"{found.year}年度"}],
        "is_open": found.opened_on and found.opens_on <= on <= found.closes_on,
        "is_over": found.opened_on and on > found.closes_on,
    }
    return render(request, "applications/call.html", page)


def _history(call) -> list[dict]:
    return entries(call, Event.objects.about(call).order_by("-number")[:50])


def _steps(request, call, preparing: bool, on) -> list[dict]:
    """What this person can do about the call: the office prepares, a clerk files."""
    rule, found = call.edition.step("open_call"), []
    if preparing and not call.opened_on:
        wrong = "".join(out_of_reach(call))
        lawful = bool(call.judge("open_call", on=on)) and not wrong
        reason = "" if lawful else wrong or "条件还不齐，打开可看逐条原因。"
        url = reverse("call_open", args=[call.pk])
        step = {"label": rule.label, "url": url, "lawful": lawful, "reason": reason}
        found.append(step | {"article": rule.article})
    if preparing:
        label = "延长申报时间" if call.opened_on else "修改批次"
        found.append({"label": label, "url": reverse("call_edit", args=[call.pk]), "lawful": True})
    if preparing and not call.opened_on and "full_marks" in rule.facts:
        url = reverse("call_criteria", args=[call.pk])
        found.append({"label": "编辑评分项目", "url": url, "lawful": True})
    clerk = [p for p in request.user.posts(on) if p.role == Role.CLERK]
    if any(post.union.authority == call.authority for post in clerk):
        refusal, url = why_not(call, None, on=on), reverse("application_new", args=[call.pk])
        found.append({"label": "申报", "url": url, "lawful": not refusal, "reason": refusal})
    return found


@pages
def adopt(request):
    """Type in, once, the day of effect a text lacks."""
    authority, post = office_of(request)
    edition = edition_for(authority, on=clock.today())
    there = authority.adoptions.filter(edition_key=edition.key).first()
    form = AdoptionForm(request.POST or None)
    needed = edition.effective is None and there is None
    if request.method == "POST" and needed and form.is_valid():
        try:
            take_up(authority, edition, form, **acting(request, post))
            messages.success(request, "施行日期已录入。")
            return redirect("calls")
        except ValidationError as twice:
            form.add_error(None, twice)
    article, asks = article_on_effect(edition)
    page = {"authority": authority, "edition": edition, "form": form, "adoption": there}
    page |= {"needed": needed, "article": article, "asks": asks, "back": reverse("calls")}
    return render(request, "applications/adopt.html", page)


@pages
def call_new(request):
    """Set up a call; the publicity's length is suggested by the text."""
    authority, post = office_of(request)
    on = clock.today()
    edition = edition_for(authority, on=on)
    new = Call(authority=authority, edition_key=edition.key)
    first = {"year": on.year, "posting_days": least_posting_days(edition)}
    unions = screening_unions(authority, edition)
    form = CallForm(request.POST or None, instance=new, unions=unions, initial=first)
    return _edited(request, form, post, "新建申报批次", reverse("calls"))


@pages
def call_edit(request, pk):
    """Change a call before it opens; afterwards only its closing day, with a reason."""
    call, post = prepared(request, pk)
    back = reverse("call", args=[pk])
    if call.opened_on:
        return _extended(request, call, post, back)
    unions = screening_unions(call.authority, call.edition)
    form = CallForm(request.POST or None, instance=call, unions=unions)
    return _edited(request, form, post, "修改申报批次", back)


def _edited(request, form, post, heading, back):
    if request.method == "POST" and form.is_valid():
        try:
            call = save_call(form, **acting(request, post))
            messages.success(request, "批次已保存。")
            return redirect("call", call.pk)
        except ValidationError as wrong:
            form.add_error(None, wrong)
    edition = form.instance.edition
    page = {"form": form, "heading": heading, "edition": edition, "back": back}
    page["sections"] = _groups(form)
    return render(request, "applications/call_form.html", page)


def _groups(form) -> list[dict]:
    groups = (
        ("年度与时间", ("year", "document_number", "opens_on", "closes_on")),
        ("名额与标准", ("target", "shortlist_line", "pass_line", "posting_days")),
        ("推荐工会", ("screeners",)),
    )
    return [
        {"legend": legend, "fields": fields}
        for legend, names in groups
        if (fields := [form[name] for name in names if name in form.fields])
    ]


def _extended(request, call, post, back):
    form = ExtendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        day, why = form.cleaned_data["closes_on"], form.cleaned_data["reason"]
        try:
            extend(call, day, why, **acting(request, post))
            messages.success(request, "申报截止日已延长，理由已记入履历。")
            return redirect(back)
        except ValidationError as wrong:
            form.add_error("closes_on", wrong)
    page = {"form": form, "call": call, "back": back}
    return render(request, "applications/extend.html", page)


@pages
def call_criteria(request, pk):
    """The score sheet of a call, with its sum."""
    call, post = prepared(request, pk)
    back = reverse("call", args=[pk])
    if call.opened_on:
        messages.warning(request, "批次已经开放，评分项目不能再改。")
        return redirect(back)
    rows = Criteria(request.POST or None, call=call, prefix="criteria")
    add = request.POST.get("add_row") or request.GET.get("add")
    if request.method == "POST" and rows.is_valid():
        try:
            save_criteria(call, rows, **acting(request, post))
        except ValidationError as wrong:
            messages.warning(request, wrong.message)
            return redirect(back)
        messages.success(request, "评分项目已保存。")
        return redirect(f"{request.path}?add=1" if add else back)
    if add or not call.criteria.exists():
        rows.extra = 1
    page = {"call": call, "rows": rows, "back": back, "full_marks": call.full_marks}
    page["formsets"] = [
        {
            "formset": rows,
            "legend": "评分项目",
            "add_label": "再加一项",
            "lead": "一行一项；勾选“删除”的，保存后去掉。",
        }
    ]
    page["form"] = Form(request.POST or None)
    page["has_examples"] = any(criterion.is_example for criterion in call.criteria.all())
    return render(request, "applications/criteria.html", page)


@pages
def call_open(request, pk):
    """Open a call; without what the text lacks it says so with the article."""
    call, _ = prepared(request, pk)
    consequences = [
        "开放后，除申报截止日外都不能再改；截止日可以延长，须写理由。",
        "本级以下各单位工会可以看到本批次并申报。",
    ]
    back = reverse("call", args=[pk])
    asked = {"forms": {"open_call": OpenForm}, "consequences": consequences}
    return step_page(request, call, "open_call", back=back, **asked)
