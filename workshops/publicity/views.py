"""Pages inside the office: posting a list, and handling what the public objects."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods
from django_fsm import ConcurrentTransition

from rules.calendar import UnknownYear
from workshops import clock
from workshops.records.actions import open_steps
from workshops.records.lifecycle import NotPermitted, NotPossible, Refused
from workshops.records.models import Attachment
from workshops.records.steps import CHANGED, not_yours
from workshops.reviews.panels import call_crumbs, office_call
from workshops.reviews.views import moment
from workshops.templatetags.look import cn_date
from workshops.unions.models import Role

from .actions import conclude, handling_post, post_list
from .forms import AnswerForm, PostingForm
from .models import Objection
from .notice import candidates, entries, readings

pages = require_http_methods(["GET", "POST"])
ENDING = ("pass_over", "disqualify")


@pages
def posting_new(request, pk):
    """What posting today would mean, day by day; and the act."""
    call = office_call(request, pk)
    rule = call.edition.step("publicise")
    if rule is None:
        raise Http404
    if call.post_for(rule, request.user, clock.today()) is None:
        return not_yours(request, rule, reverse("call", args=[pk]))
    files = candidates(call)
    form = PostingForm(request.POST or None, initial=_proposed(call))
    page = {"call": call, "rule": rule, "entries": entries(files), "form": form}
    page |= {"crumbs": call_crumbs(call, rule.label)} | days(call, clock.today())
    page |= {"back": reverse("call", args=[pk]), "heading": f"公示{call.year}年度拟命名名单"}
    if request.method == "POST" and form.is_valid() and files and "unknown" not in page:
        return _posted(request, call, form)
    return render(request, "publicity/posting_new.html", page)


def _proposed(call) -> dict:
    office = call.edition.words.get("office") or call.authority.title
    title = f"关于{call.year}年度{call.edition.plaque}拟命名名单的公示"
    return {"title": title[:120], "contact": f"{office}，电话："}


def days(call, today) -> dict:
    """Both readings of the posting's days, or why they cannot be counted."""
    if not call.posting_days:
        return {"unknown": "申报批次没有填写公示工作日数，请先在申报批次中补充。"}
    try:
        return {"readings": readings(call, today)}
    except UnknownYear as unknown:
        return {"unknown": f"{unknown}。"}


def _posted(request, call, form):
    try:
        posting = post_list(call, **form.cleaned_data, **moment(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    except UnknownYear as unknown:
        messages.error(request, f"{unknown}。")
    except (NotPossible, NotPermitted, ConcurrentTransition):
        messages.warning(request, CHANGED)
    else:
        messages.success(request, f"已公示，公示到{cn_date(posting.last_day)}。")
        return redirect("posting", posting.address)
    return redirect("posting_new", call.pk)


# Objections: for those who handle them, and for audit


@require_GET
def objections(request):
    """Every objection this person may see, the open ones first."""
    on = clock.today()
    if not request.user.holds(Role.REVIEW_OFFICE, Role.AUDITOR, on=on):
        raise PermissionDenied
    seen = Objection.objects.visible_to(request.user, on=on)
    joined = seen.select_related("posting__call", "application__studio")
    rows = joined.order_by("finding", "-received_at", "pk")
    return render(request, "publicity/objections.html", {"objections": rows})


@pages
def objection(request, pk):
    """One objection with who filed it; ended here with a finding and an answer."""
    on = clock.today()
    seen = Objection.objects.visible_to(request.user, on=on).select_related(
        "posting__call__authority", "application__studio__unit_union", "handled_by"
    )
    found = get_object_or_404(seen, pk=pk)
    is_open = not found.finding
    post = handling_post(request.user, found.posting.call.authority_id, on=on)
    form = AnswerForm(request.POST or None, instance=found) if post and is_open else None
    if request.method == "POST":
        if post is None:
            raise PermissionDenied
        if form is None or form.is_valid():
            return _concluded(request, pk, form)
    page = {"objection": found, "form": form, "is_open": is_open, "may_answer": bool(post)}
    page["crumbs"] = [{"label": "异议", "url": reverse("objections")}, {"label": "办理异议"}]
    page |= {"evidence": Attachment.objects.about(found).order_by("pk")}
    page["follows"] = _follows(found, request.user, on) if found.finding == "upheld" else []
    page["consequences"] = CONSEQUENCES
    return render(request, "publicity/objection.html", page)


CONSEQUENCES = [
    "结论和处理说明记入履历，办结后不能再改；履历里没有异议人的姓名、单位和电话。",
    "不成立的：公示期满、没有其他未办结的异议后，可以命名。",
    "成立的：命名一直不能办理，须按未入选或取消申评资格办理这件申报。",
    "异议人凭回执码只能看到“已办结”。",
]


def _concluded(request, pk, form):
    if form is None:
        messages.warning(request, "这件异议已经办结，不能再改。")
        return redirect("objection", pk)
    given = {name: form.cleaned_data[name] for name in ("finding", "answer")}
    try:
        conclude(form.instance, **given, **moment(request))
    except NotPossible:
        messages.warning(request, "这件异议已经由别人办结，请核对。")
    else:
        messages.success(request, "异议已办结。")
    return redirect("objection", pk)


def _follows(found: Objection, person, on) -> list[dict]:
    """What an upheld objection leads to: the steps that end the candidacy, by whom each."""
    file = found.application
    return [
        {
            "label": step.rule.label,
            "url": reverse("application_step", args=[file.pk, step.rule.name]) if step.post else "",
            "lawful": step.post is not None,
            "actor_label": f"{file.call.authority}{Role(step.rule.role).label}",
            "reason": step.rule.asks,
            "article": step.rule.article,
        }
        for step in open_steps(file, by=person, on=on)
        if step.rule.name in ENDING
    ]
