"""Pages of titles: the naming decision, the list, one title with its years and money."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F, Max, Min, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from django_fsm import ConcurrentTransition

from workshops import clock
from workshops.applications.calls import Call
from workshops.documents.pdf import press
from workshops.records.lifecycle import NotPermitted, NotPossible, Refused
from workshops.records.steps import CHANGED, not_yours, step_page

from . import grounds as resting
from . import pages as parts
from .actions import (
    NotAssessable,
    assess,
    assessing_post,
    name_all,
    why_no_year,
    years_open,
)
from .asked import GROUND, fitted
from .campaigns import fixing_post
from .changing import told_along
from .direct import entrance
from .draws import offered
from .forms import AssessmentForm, FilterForm, NamingForm
from .models import Title
from .naming import (
    candidates,
    naming_post,
    suggested_document_number,
    suggested_plaques,
    suggested_title,
)
from .outlook import outlook
from .past import DayForm
from .past_pages import looked_back
from .studio_page import whole

ON_A_PAGE, PAGE = 50, "titles/step.html"
pages = require_http_methods(["GET", "POST"])


def way(one, *last: str) -> list[dict]:
    """The way to a page of a title."""
    here = {"label": one.studio.title, "url": reverse("title", args=[one.pk])}
    return [
        {"label": "称号", "url": reverse("titles")},
        here,
        *({"label": word} for word in last),
    ]


def _titles(request):
    joined = "studio__unit_union", "authority", "application__call__authority", "supervising_union"
    seen = Title.objects.visible_to(request.user, on=clock.today())
    return seen.select_related(*joined)


def years_named(seen) -> list[int]:
    """The years a list can be narrowed to, latest first."""
    days = seen.aggregate(first=Min("named_on"), last=Max("named_on"))
    if days["first"] is None:
        return []
    return list(range(days["last"].year, days["first"].year - 1, -1))


@require_safe
def titles(request):
    """The titles this person may see, what is being created first, then the newest."""
    seen = Title.objects.visible_to(request.user, on=clock.today())
    form = FilterForm(request.GET, years=years_named(seen))
    wanted = form.cleaned_data if form.is_valid() else {}
    found = seen
    if wanted.get("state"):
        found = found.filter(state=wanted["state"])
    if wanted.get("year"):
        found = found.filter(named_on__year=wanted["year"])
    if text := wanted.get("q"):
        near = Q(studio__title__icontains=text) | Q(studio__unit_union__title__icontains=text)
        found = found.filter(near)
    query = request.GET.copy()
    query.pop("page", None)
    keys = found.order_by(F("named_on").desc(nulls_first=True), "-pk").values_list("pk", flat=True)
    page = Paginator(keys, ON_A_PAGE).get_page(request.GET.get("page"))
    page.object_list = parts.listed(list(page.object_list))
    shown = {"titles": page, "form": form}
    shown["entrance"] = entrance(request.user, clock.today())
    shown["lot"] = offered(request.user, clock.today())
    shown["campaign"] = fixing_post(request.user, clock.today()) is not None
    return render(request, "titles/titles.html", shown | {"query": query.urlencode()})


@require_safe
def title(request, pk):
    """The page of a studio's title: where it stands, what is due, all that was recorded of it."""
    on, person = clock.today(), request.user
    found = _titles(request).prefetch_related("assessments", parts.payments_seen(person, on))
    found = found.annotate(**told_along(person, on), **parts.told_along(person, on))
    one, looking = get_object_or_404(found, pk=pk), DayForm(request.GET or None, on=on)
    day = looking.cleaned_data["on"] if looking.is_valid() else None
    parts.read_along(one)
    if day and day < on:
        shown = looked_back(one, person, day, on) | {"crumbs": way(one, "当日情况")}
        return render(request, "titles/past.html", shown | {"past_form": looking})
    shown = whole(one, person, on) | {"past_form": looking, "crumbs": way(one)}
    return render(request, "titles/title.html", shown)


@pages
def title_step(request, pk, step):
    """Warn, put right, renew, strike off: on which ground first, then its reasons and the form."""
    one, on = get_object_or_404(_titles(request), pk=pk), clock.today()
    if step in parts.ANSWERING:
        raise Http404
    rule, back = one.edition.step(step), reverse("title", args=[pk])
    ground = (request.POST.get(GROUND) or request.GET.get(GROUND, "")) if rule else ""
    chosen = resting.chosen(rule, ground)
    mine = rule and one.may_proceed(rule) and one.post_for(rule, request.user, on)
    if mine and not chosen and resting.rests_on_a_ground(rule):
        found = resting.grounds(one, rule, parts.STEP_FORMS.get(step), on)
        shown = {"title": one, "rule": rule, "back": back, "grounds": found}
        return render(request, "titles/grounds.html", shown | {"crumbs": way(one, rule.label)})
    form = fitted(parts.STEP_FORMS.get(step), rule, one.facts(on, chosen)) if rule else None
    lines = resting.consequences(one, rule, on, chosen) if rule else []
    forms = {step: form}
    more = {"forms": forms, "given": chosen, "consequences": lines, "template": PAGE}
    return step_page(request, one, step, back=back, **more)


# Yearly results


@pages
def assess_title(request, pk):
    """Record a year's result: what it would bring is shown first, then confirmed."""
    one, on = get_object_or_404(_titles(request), pk=pk), clock.today()
    back = reverse("title", args=[pk])
    if assessing_post(one, request.user, on) is None:
        return not_yours(request, "登记年度考评", back, whose="命名机关评审工作人员")
    years, shut = years_open(one, on), why_no_year(one, on)
    form = AssessmentForm(request.POST or None, title=one, years=years)
    shown = {"title": one, "form": form, "back": back, "shut": shut}
    shown |= {"crumbs": way(one, "登记年度考评")}
    if years and not shut:
        shown["passed"] = outlook(one, years[0], True, on).sentences()
        shown["failed"] = outlook(one, years[0], False, on).sentences()
    if request.method != "POST" or shut or not form.is_valid():
        return render(request, "titles/assess.html", shown)
    if "confirmed" in request.POST:
        return _assessed(request, one, form.cleaned_data)
    given, passed = form.cleaned_data, form.cleaned_data["score"] >= one.pass_line
    shown |= {"given": given, "result": passed}
    shown |= {"consequences": outlook(one, given["year"], passed, on).sentences()}
    return render(request, "titles/assess_confirm.html", shown)


def _assessed(request, one, given):
    on, at = clock.today(), clock.now()
    try:
        result = assess(one, **given, by=request.user, on=on, at=at)
    except NotAssessable as refusal:
        messages.warning(request, str(refusal))
    else:
        word = "合格" if result.passed else "不合格"
        messages.success(request, f"{result.year}年度结果已登记：{result.score}分，{word}。")
    return redirect("title", one.pk)


# The naming decision


@pages
def naming(request, pk):
    """Who may be named now and why the others may not; and the decision that names them."""
    on = clock.today()
    seen = Call.objects.visible_to(request.user, on=on).select_related("authority")
    call = get_object_or_404(seen, pk=pk)
    rule, back = call.edition.step("name"), reverse("call", args=[pk])
    if rule is None:
        raise Http404
    if naming_post(call, request.user, on) is None:
        return not_yours(request, rule, back)
    everybody = candidates(call, on, NamingForm)
    ready = [one for one in everybody if one.is_ready]
    form = _naming_form(request, call, rule, ready) if ready else None
    shown = {"call": call, "rule": rule, "back": back, "candidates": everybody, "form": form}
    posted = call.edition.step("publicise") is not None
    shown |= {"scored": call.edition.is_scored, "posted": posted}
    here = {"label": f"{call.year}年度", "url": back}
    calls = {"label": "申报批次", "url": reverse("calls")}
    shown |= {"crumbs": [calls, here, {"label": rule.label}]}
    if request.method == "POST" and form and form.is_valid():
        return _named(request, call, form, shown)
    press.warm()
    return render(request, "titles/naming.html", shown)


def _naming_form(request, call, rule, ready):
    on, files = clock.today(), [one.application for one in ready]
    return NamingForm(
        request.POST or None,
        subject=call,
        rule=rule,
        verdict=ready[0].verdict,
        person=request.user,
        on=on,
        applications=files,
        plaques=suggested_plaques(call, on, len(files)),
        titles=[suggested_title(file, on) for file in files],
        initial={"document_number": suggested_document_number(call, on)},
    )


def _named(request, call, form, shown):
    """Name them all, or say of the first that could not be named why."""
    moment = {"by": request.user, "on": clock.today(), "at": clock.now()}
    try:
        given, composed = form.particulars(), form.composed()
        named = name_all(call, form.plaques(), given, composed=composed, **moment)
    except (NotPossible, NotPermitted, ConcurrentTransition):
        messages.warning(request, CHANGED)
        return redirect("naming", call.pk)
    except Refused as refusal:
        shown |= {"refusal": refusal.verdict}
        return render(request, "titles/naming.html", shown, status=409)
    messages.success(request, f"已命名{len(named)}个工作室，命名决定已经制发。")
    return redirect("title", named[0].pk) if len(named) == 1 else redirect("titles")
