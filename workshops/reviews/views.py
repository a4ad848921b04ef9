"""Pages on which experts are assigned and score."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods
from django_fsm import ConcurrentTransition

from workshops import clock
from workshops.applications.models import Application
from workshops.applications.views import crumbs
from workshops.records.forms import PlainForm
from workshops.records.lifecycle import NotPermitted, NotPossible, Refused
from workshops.records.steps import CHANGED, not_yours
from workshops.unions.models import Role

from .actions import (
    Unready,
    assign,
    awaits_review,
    fill,
    send_back,
    shortcomings,
    stand_aside,
    submit,
    take_back,
    why_closed,
)
from .conflicts import candidates
from .forms import SheetForm, WhyForm
from .models import Mark, ScoreSheet
from .ranking import mean

pages = require_http_methods(["GET", "POST"])


def moment(request) -> dict:
    """Who acts, on which day, at which moment: what every act is told."""
    return {"by": request.user, "on": clock.today(), "at": clock.now()}


# Assigning


def _file(request, pk) -> Application:
    seen = Application.objects.visible_to(request.user, on=clock.today())
    return get_object_or_404(seen.select_related("call__authority", "studio__unit_union"), pk=pk)


@pages
def assign_experts(request, pk):
    """Give a file to experts; who must stand aside is refused with the reason."""
    application = _file(request, pk)
    rule = application.edition.step("review")
    back = reverse("application", args=[pk])
    if rule is None:
        raise Http404
    if application.post_for(rule, request.user, clock.today()) is None:
        return not_yours(request, rule, back)
    taking_in = take_in_form(request, application, rule)
    if request.method == "POST" and (done := _assigned(request, application, taking_in)):
        return done
    sheets = application.sheets.select_related("expert").order_by("pk")
    assigned = {sheet.expert_id for sheet in sheets}
    everyone = candidates(application, on=clock.today())
    page = {
        "application": application,
        "rule": rule,
        "sheets": sheets,
        "candidates": [c for c in everyone if c.expert.pk not in assigned],
        "awaiting": taking_in is not None,
        "form": taking_in,
        "back": back,
        "crumbs": crumbs(application, "分派评审专家"),
    }
    page["closed"] = "" if page["awaiting"] else why_closed(application)
    return render(request, "reviews/assign.html", page)


def take_in_form(request, application, rule) -> PlainForm | None:
    """What taking the file in asks for, beside the experts; None once it is taken in."""
    if not awaits_review(application):
        return None
    today, sent = clock.today(), (request.POST,) if request.method == "POST" else ()
    facts = application.facts(today)
    verdict = PlainForm.before(application.edition.judge(rule.name, facts), rule, facts)
    asked = {"subject": application, "rule": rule, "verdict": verdict, "on": today}
    return PlainForm(*sent, **asked, person=request.user)


def _assigned(request, application, taking_in):
    """Assign and go back to the page; None where what was typed must not be lost."""
    chosen = [int(pk) for pk in request.POST.getlist("experts") if pk.isdecimal()]
    given = taking_in.particulars() if taking_in and taking_in.is_valid() else None
    try:
        count = assign(application, chosen, **moment(request), given=given)
    except (Unready, Refused) as refusal:
        messages.error(request, str(refusal))
        if taking_in:
            return None
    except (NotPossible, NotPermitted, ConcurrentTransition):
        messages.warning(request, CHANGED)
    else:
        done = f"已分派{count}位专家。" if count else "没有新分派专家；需要分派的请先勾选。"
        (messages.success if count else messages.warning)(request, done)
    return redirect("assign", application.pk)


ACTS = {
    "return": (send_back, "退回评分表", "退回后专家可以修改，重新提交前得分不再显示。"),
    "take-back": (take_back, "取消分派", "取消后这份评分表作废，草稿一并删除。"),
}


@pages
def sheet_act(request, pk, sheet, act):
    """The office returns a submitted sheet, or takes back one not submitted, saying why."""
    application = _file(request, pk)
    rule = application.edition.step("review")
    if rule is None or application.post_for(rule, request.user, clock.today()) is None:
        return not_yours(request, rule, reverse("application", args=[pk]))
    row = get_object_or_404(application.sheets.select_related("expert"), pk=sheet)
    act_on, label, consequence = ACTS[act]
    words = [f"专家：{row.expert.full_name}（{row.state_label}）", consequence]
    return _with_reason(
        request, row, act_on, label=label, consequences=words, back=reverse("assign", args=[pk])
    )


def _with_reason(request, sheet, act_on, *, label, consequences, back, done=None):
    """Ask for the reason of an act on a sheet, and act."""
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            act_on(sheet, why=form.cleaned_data["why"], **moment(request))
        except Unready as refusal:
            messages.error(request, str(refusal))
            return redirect(back)
        messages.success(request, f"已办理：{label}。")
        return redirect(done or back)
    page = {"form": form, "label": label, "consequences": consequences, "back": back}
    page |= {"application": sheet.application, "crumbs": crumbs(sheet.application, label)}
    return render(request, "reviews/why.html", page)


# Scoring


@require_GET
def sheets(request):
    """The expert's own sheets, those still to be scored first."""
    if not request.user.holds(Role.EXPERT, on=clock.today()):
        return not_yours(request, "评分", reverse("desk"), whose="命名机关评审专家")
    own = (
        ScoreSheet.objects.visible_to(request.user, on=clock.today())
        .filter(expert=request.user)
        .select_related("application__call__authority", "application__studio__unit_union")
        .prefetch_related("marks")
        .order_by("submitted_at", "pk")
    )
    return render(request, "reviews/sheets.html", {"sheets": own})


def _sheet(request, pk) -> ScoreSheet:
    seen = ScoreSheet.objects.visible_to(request.user, on=clock.today())
    joined = "application__call__authority", "application__studio__unit_union", "expert"
    marks = Prefetch("marks", Mark.objects.select_related("criterion"))
    return get_object_or_404(seen.select_related(*joined).prefetch_related(marks), pk=pk)


def _own_sheet(request, pk) -> ScoreSheet:
    """The sheet, if it is this person's own to fill in."""
    sheet = _sheet(request, pk)
    if sheet.expert_id != request.user.pk:
        raise Http404
    return sheet


@pages
def sheet(request, pk):
    """One sheet: filled in by its expert until submitted, read by those who may see it."""
    found = _sheet(request, pk)
    closed = why_closed(found.application)
    own = found.expert_id == request.user.pk
    criteria = list(found.application.call.criteria.all())
    page = {"sheet": found, "application": found.application, "closed": closed, "own": own}
    page["crumbs"] = crumbs(found.application, "评分表")
    if not own or found.submitted_at or closed:
        if request.method == "POST":
            messages.warning(request, closed or "评分表已提交，不能再改。")
            return redirect("sheet", pk)
        return render(request, "reviews/sheet_read.html", page | _read(found, criteria))
    points = {f"points-{mark.criterion_id}": mark.points for mark in found.marks.all()}
    initial = {**points, "opinion": found.opinion}
    form = SheetForm(request.POST or None, criteria=criteria, initial=initial)
    if request.method == "POST" and (answer := _filled(request, found, form)):
        return answer
    full = sum(criterion.full_marks for criterion in criteria)
    return render(request, "reviews/sheet.html", page | {"form": form, "full_marks": full})


def _filled(request, found, form):
    """Keep what is valid, always; go on to submitting only when nothing is amiss."""
    valid = form.is_valid()
    opinion = form.cleaned_data.get("opinion", found.opinion)
    try:
        fill(found, form.points(), opinion, **moment(request))
    except Unready as refusal:
        messages.error(request, str(refusal))
        return redirect("sheets")
    if not valid:
        messages.warning(request, "其余内容已保存为草稿；标出的几项没有保存，请改正。")
        return None
    if request.POST.get("save") == "draft":
        messages.success(request, "草稿已保存，可以随时回来继续。")
        return redirect("sheet", found.pk)
    return redirect("sheet_submit", found.pk)


def _read(found, criteria) -> dict:
    """What a sheet says, and the mean of its file once every sheet of it is in."""
    given = {mark.criterion_id: mark.points for mark in found.marks.all()}
    lines = [(criterion, given.get(criterion.pk)) for criterion in criteria]
    others = list(found.application.sheets.prefetch_related("marks"))
    whole = all(other.submitted_at for other in others)
    average = mean(tuple(other.total for other in others)) if whole else None
    full = sum(criterion.full_marks for criterion in criteria)
    return {"lines": lines, "average": average, "experts": len(others), "full_marks": full}


@pages
def sheet_submit(request, pk):
    """What submitting means, and the act."""
    found = _own_sheet(request, pk)
    if request.method == "POST":
        try:
            submit(found, **moment(request))
        except Unready as refusal:
            messages.error(request, str(refusal))
            return redirect("sheet", pk)
        messages.success(request, "评分表已提交。")
        return redirect("sheets")
    amiss = ["评分表已提交。"] if found.submitted_at else shortcomings(found)
    if closed := why_closed(found.application):
        amiss = [closed]
    page = {"sheet": found, "application": found.application, "amiss": amiss}
    page["crumbs"] = crumbs(found.application, "提交评分表")
    page["consequences"] = [
        "提交后您不能再修改；确需修改的，由评审工作人员写明理由退回。",
        "同一申报的评分表交齐后，评审工作人员才能看到分数，并以专家编号汇总。",
    ]
    return render(request, "reviews/submit.html", page)


@pages
def sheet_recuse(request, pk):
    """The expert declares his own conflict of interest and leaves the file."""
    words = [
        "您名下的这份评分表和已填的分数作废。",
        "这份申报不会再分派给您，回避事由记入履历。",
    ]
    return _with_reason(
        request,
        _own_sheet(request, pk),
        stand_aside,
        label="申报回避",
        consequences=words,
        back=reverse("sheet", args=[pk]),
        done=reverse("sheets"),
    )
