"""Pages of changes: all of one title, another leader applied for, a report and its answer."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from django_fsm import ConcurrentTransition

from workshops import clock
from workshops.applications.calling import screening_unions
from workshops.applications.views import seen_file
from workshops.applications.ways import step_url
from workshops.documents.pdf import press
from workshops.records.actions import suggested_number
from workshops.records.attachments import keep
from workshops.records.lifecycle import NotPermitted, NotPossible, Refused
from workshops.records.models import Attachment
from workshops.records.steps import CHANGED, not_yours, step_page
from workshops.unions.models import Role

from .change_forms import REPORTS, AnswerForm, ChangeNameForm
from .change_pages import begins, brings, choices, facts, lines_of, open_kinds
from .changes import (
    Unchangeable,
    answer,
    answering_post,
    apply_for_leader,
    composed_anew,
    report,
    reporting_post,
    step_of,
    why_not_led_anew,
)
from .changing import LEADS, WORD, Change, Kind, called, worded
from .models import Title
from .views import way

pages = require_http_methods(["GET", "POST"])
AGREEING = [
    "工作室的领衔人从今天起按申请更换，制发决定；称号、牌匾和补助进度不变，不另拨款。",
    "原领衔人、更换日期和依据记入称号的变更。",
]


def _title(request, pk) -> Title:
    joined = "studio__unit_union__parent", "authority", "application__call"
    seen = Title.objects.visible_to(request.user, on=clock.today()).select_related(*joined)
    return get_object_or_404(seen, pk=pk)


def _moment(request) -> dict:
    return {"by": request.user, "on": clock.today(), "at": clock.now()}


def _not_yours(request, label: str, back: str):
    return not_yours(request, label, back, whose=f"单位工会{Role.CLERK.label}")


@require_safe
def changes(request, pk):
    """Who leads and what changed so far; and what can be applied for, reported or noted."""
    one, on = _title(request, pk), clock.today()
    rows = one.changes.select_related("reported_by", "answered_by").order_by("-pk")
    page = {"title": one, "facts": facts(one), "lines": [lines_of(row) for row in rows]}
    page |= {"steps": choices(one, request.user, on), "crumbs": way(one, "变更")}
    page["leads"] = worded(LEADS, one.edition)
    return render(request, "titles/changes.html", page)


@pages
def leader_change(request, pk):
    """Begin the application for another leader, once its consequences have been read."""
    one, on, back = _title(request, pk), clock.today(), reverse("changes", args=[pk])
    if not one.road(on).is_procedure:
        raise Http404
    label = called(Kind.LEADER, one.edition)
    if reporting_post(one, request.user, on) is None:
        return _not_yours(request, label, back)
    why = why_not_led_anew(one, on)
    if request.method == "POST" and not why:
        try:
            file = apply_for_leader(one, **_moment(request))
        except Unchangeable as refusal:
            messages.warning(request, str(refusal))
            return redirect(back)
        said = "已建立申请。请先改写领衔人，再核对其他内容后提交。"
        messages.success(request, worded(said, one.edition))
        return redirect("application_section", file.pk, "leaders")
    page = {"title": one, "why": why, "back": back, "consequences": begins(one)}
    page |= {"label": label, "facts": facts(one), "crumbs": way(one, label)}
    return render(request, "titles/change_begin.html", page)


@pages
def change_new(request, pk, kind):
    """Report a change, or put it on record."""
    one, on, back = _title(request, pk), clock.today(), reverse("changes", args=[pk])
    if kind not in open_kinds(one, on):
        raise Http404
    label = called(kind, one.edition)
    if reporting_post(one, request.user, on) is None:
        return _not_yours(request, label, back)
    more = {"above": screening_unions(one.authority, one.edition)} if kind == "affiliation" else {}
    form = REPORTS[kind](*_sent(request), title=one, on=on, **more)
    if request.method == "POST" and form.is_valid():
        if change := _reported(request, one, kind, form):
            return redirect("change", change.pk)
        return redirect(back)
    page = {"title": one, "form": form, "label": label, "back": back}
    page |= {"consequences": brings(one, kind), "crumbs": way(one, label)}
    return render(request, "titles/change_new.html", page)


def _sent(request) -> tuple:
    return (request.POST, request.FILES) if request.method == "POST" else ()


def _reported(request, title, kind, form) -> Change | None:
    try:
        change = report(title, Kind(kind), form.told(), **_moment(request))
    except Unchangeable as refusal:
        messages.warning(request, str(refusal))
        return None
    if form.cleaned_data.get("proof"):
        post = reporting_post(title, request.user, clock.today())
        acting = {"by": request.user, "at": clock.now(), "post": post}
        keep(change, "proof", form.cleaned_data["proof"], **acting)
    said = "已登记。" if change.outcome else "已报告，等待命名机关处理。"
    messages.success(request, said)
    return change


@pages
def change(request, pk):
    """One change: what was told, its proof, and the authority's answer."""
    on = clock.today()
    seen = Change.objects.visible_to(request.user, on=on)
    joined = "title__studio__unit_union", "title__authority", "reported_by", "answered_by"
    row = get_object_or_404(seen.select_related(*joined), pk=pk)
    post = None if row.outcome else answering_post(row.title, request.user, on)
    rule = step_of(row) if post else None
    form = _answer_form(request, row, rule) if post else None
    page = {"change": row, "line": lines_of(row), "rule": rule, "form": form}
    page |= {"proof": Attachment.objects.about(row).filter(withdrawn_at=None), "refusal": None}
    page |= {"crumbs": way(row.title, row.label)}
    if request.method == "POST" and form and form.is_valid():
        refusal = _answered(request, row, form)
        if refusal is None:
            return redirect("change", pk)
        page["refusal"] = refusal
    status = 409 if page["refusal"] is not None else 200
    return render(request, "titles/change.html", page, status=status)


def _answer_form(request, row: Change, rule) -> AnswerForm:
    title, on = row.title, clock.today()
    asked = {"facts": rule.facts if rule else frozenset(), "authority": title.authority_id}
    asked["number"] = suggested_number(title.authority, WORD, on.year)
    asked["name"] = composed_anew(row, on) if "composed_title" in asked["facts"] else ""
    return AnswerForm(*_sent(request)[:1], **asked)


def _answered(request, row: Change, form: AnswerForm):
    """Answer it; the verdict where the text refuses, else nothing."""
    said = form.cleaned_data
    try:
        answer(row, said["accepted"], said["answer"], form.given(), **_moment(request))
    except (NotPossible, NotPermitted, ConcurrentTransition):
        messages.warning(request, CHANGED)
    except Refused as refusal:
        return refusal.verdict
    else:
        messages.success(request, "已处理，报告的工会可以看到结果。")
    return None


@pages
def change_name(request, pk):
    """Agree to the other leader: the last step, by a decision with its own paper."""
    file, on, back = seen_file(request, pk), clock.today(), reverse("application", args=[pk])
    if file.of_title is None:
        return redirect(step_url(file, "name"))
    number = suggested_number(file.call.authority, WORD, on.year)

    class NumberedForm(ChangeNameForm):
        """With the number that comes next and the name the text composes."""

        def __init__(self, *args, **kwargs):
            compose, facts = file.edition.compose, file.known_facts(on)
            super().__init__(*args, number=number, name=compose(facts) if compose else "", **kwargs)

    press.warm()
    lines = [worded(line, file.edition) for line in AGREEING]
    told = {"given": {"plaque_number": file.of_title.plaque_number}, "consequences": lines}
    told["done"] = worded("已同意更换领衔人，决定已经制发。", file.edition)
    return step_page(request, file, "name", back=back, forms={"name": NumberedForm}, **told)
