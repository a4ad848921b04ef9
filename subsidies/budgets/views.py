"""Pages of budgets: all years, one year with its rows, a sum entered or reversed, the controls."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from workshops import clock
from workshops.applications.models import MONEY
from workshops.records.forms import StrikeForm
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.records.seen import seen_by
from workshops.unions.models import Kind, TradeUnion

from . import actions as acts
from . import pages as said
from .forms import AllotForm, ControlForm
from .models import Allotment, Control
from .reckoning import by_year
from .turning import turned

YEARS = range(2000, 2100)
SHOWN = 30  # rows under one figure; the workbook has them all
TWICE = "相同的一笔已经登记，没有重复登记；要更正的，先冲销。"
both = require_http_methods(["GET", "POST"])


def _authorities(request) -> dict[int, TradeUnion]:
    """The naming authorities whose money this person sees, by their keys."""
    posts = request.user.posts(clock.today())
    unions = (post.union for post in posts if post.role in MONEY)
    own = {one.pk: one for one in unions if one.kind == Kind.AUTHORITY}
    return dict(sorted(own.items()))


def _authority(request, pk, *, keeps=False) -> TradeUnion:
    one = _authorities(request).get(pk)
    if one is None:
        raise Http404
    if keeps and acts.keeper(one, request.user, clock.today()) is None:
        raise Http404
    return one


def _crumbs(*last) -> list[dict]:
    return [{"label": "预算", "url": reverse("budgets")}, *({"label": word} for word in last)]


@require_safe
def budgets(request):
    """Every year of one's authority: allotted, approved, paid, bound, left; and the controls."""
    on, person = clock.today(), request.user
    own = _authorities(request)
    years = by_year(list(own), on)
    shown = [
        {
            "authority": one,
            "years": [found for found in years if found.authority_id == one.pk],
            "controls": said.controls(Control.objects.in_force(one.pk, on)),
            "may": acts.keeper(one, person, on) is not None,
            "begun": any(f.allotted is not None for f in years if f.authority_id == one.pk),
        }
        for one in own.values()
    ]
    return render(request, "budgets/budgets.html", {"shown": shown})


@require_safe
def budget(request, pk, year):
    """One year: its figures, and the rows behind each."""
    if year not in YEARS:
        raise Http404
    one, on = _authority(request, pk), clock.today()
    found, entered = said.sections(pk, year, on, SHOWN), list(said.allotments(pk, year))
    kept = entered[0].budget if entered else None
    page = {
        "authority": one,
        "year": year,
        "year_text": f"{year}",
        "lines": said.table(said.year_of(pk, year, found, entered)),
        "allotments": entered,
        "sections": [
            {"name": name, "heading": said.HEADINGS[name], "rows": one.rows, "all": one.many}
            for name, one in found.items()
        ],
        "may": acts.keeper(one, request.user, on) is not None,
        "entries": seen_by(request.user, on, kept) if kept else [],
        "turned": turned(pk, year, on),
        "crumbs": _crumbs(f"{year}年度"),
    }
    return render(request, "budgets/budget.html", page)


@both
def allot(request, pk):
    """A sum allotted to a year, or taken off it."""
    one, on = _authority(request, pk, keeps=True), clock.today()
    start = {"year": request.GET.get("year") or on.year}
    form = AllotForm(request.POST or None, authority=one, on=on, initial=start)
    if request.method == "POST" and form.is_valid():
        year = form.cleaned_data["year"]
        act = partial(acts.allot, one, year, form.row())
        return _done(request, act, TWICE, "已登记。", reverse("budget", args=[pk, year]))
    page = {"form": form, "back": reverse("budgets"), "crumbs": _crumbs("登记预算指标")}
    return render(request, "budgets/allot.html", page | {"authority": one})


@both
def reverse_allotment(request, pk):
    """Reverse a wrong sum, with the reason."""
    on = clock.today()
    seen = Allotment.objects.visible_to(request.user, on=on).standing()
    row = get_object_or_404(seen.select_related("budget__authority"), pk=pk)
    if acts.keeper(row.budget.authority, request.user, on) is None:
        raise Http404
    back, form = reverse("budget", args=_key(row)), StrikeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = partial(acts.reverse_allotment, row, form.cleaned_data["why"])
        return _done(request, act, "这一笔已经冲销。", "已冲销。", back)
    page = {"form": form, "what": f"{row.budget.year}年度预算指标", "back": back}
    page |= {"day": row.decided_on, "fen": row.amount_fen, "crumbs": _crumbs("冲销预算指标")}
    return render(request, "records/strike.html", page | {"more": _short(row)})


def _short(row: Allotment) -> list[str]:
    """Why a row cannot be reversed now, said before anybody writes a reason."""
    try:
        acts.refuse_undone(row)
    except acts.Short as short:
        return [str(short)]
    return []


def _key(row: Allotment) -> list[int]:
    return [row.budget.authority_id, row.budget.year]


@both
def controls(request, pk):
    """What controls payments: read by money people, set by an approver."""
    one, on = _authority(request, pk), clock.today()
    now, may = Control.objects.in_force(pk, on), acts.keeper(one, request.user, on) is not None
    start = ControlForm.starting(now, on)
    form = ControlForm(request.POST or None, authority=one, on=on, initial=start) if may else None
    if request.method == "POST" and form is None:
        raise Http404
    if request.method == "POST" and form.is_valid():
        act = partial(acts.set_controls, one, form.cleaned_data)
        late = "施行日期已经过去，请重新填写。"
        return _done(request, act, late, "已设定。", reverse("controls", args=[pk]))
    rows = one.controls.select_related("entered_by").order_by("-from_on", "-pk")
    page = {"authority": one, "form": form, "now": said.controls(now), "rows": rows, "on": on}
    return render(request, "budgets/controls.html", page | {"crumbs": _crumbs("资金控制规定")})


def _done(request, act, late: str, word: str, back: str):
    """Do it and return with word of it; `late` where it stood already."""
    try:
        act(by=request.user, on=clock.today(), at=clock.now())
    except NotPermitted:
        raise Http404 from None
    except acts.Short as short:
        messages.warning(request, str(short))
    except NotPossible:
        messages.warning(request, late)
    else:
        messages.success(request, word)
    return redirect(back)
