"""The page on which any step is taken: its reasons first, then the form, then the decision."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django_fsm import ConcurrentTransition

from workshops import clock

from .actions import advance, record
from .attachments import keep
from .forms import PlainForm
from .lifecycle import NotPermitted, NotPossible, Refused
from .models import Decision
from .reading import leading
from .timeline import TRIED

PAGE = "records/step.html"
CHANGED = "状态已经变更，这一步现在不能办理，请核对后再办。"


def not_yours(request, step, back, *, whose="", why=""):
    """Say who takes this step instead, or why this person may not whatever post they hold.

    `step` is a step of a text, or its words where no text has it and `whose` it is must be told.
    """
    rule = {"label": step} if isinstance(step, str) else step
    page = {"rule": rule, "back": back, "actor": whose, "why": why}
    return render(request, "records/not_yours.html", page, status=403)


def step_page(
    request, subject, step, *, back, forms=None, given=None, done="", links=None, template=PAGE,
    consequences=(),
):  # fmt: skip
    """Show a step and take it: the verdict before anyone clicks, the refusal with its reasons.

    Where something blocks that the form does not ask for, the page says so and has no button.
    `forms` maps step names to StepForm classes; `given` is what is settled before the form, as
    the ground of a decision; `back` is where the person returns to; `consequences` are sentences
    shown before confirming; `done` the message afterwards;
    `links` says by a provision's id where what it wants is filled in;
    `template` a room's own page for it, built on `records/step.html`.
    """
    on, rule = clock.today(), subject.rule_of(step)
    if rule is None:
        raise Http404
    if not subject.may_proceed(rule):
        return _late(request, subject, rule, back)
    if subject.post_for(rule, request.user, on) is None:
        return not_yours(request, rule, back, why=subject.kept_from(rule, request.user))
    facts, kind = subject.facts(on, given), (forms or {}).get(step, PlainForm)
    verdict = kind.before(subject.weigh(step, facts), rule, facts)
    asked = {"subject": subject, "rule": rule, "person": request.user, "verdict": verdict, "on": on}
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form, refused = kind(*sent, **asked), False
    locked = request.method == "GET" and bool(verdict.blocking)
    if request.method == "POST" and form.is_valid():
        verdict = taken(request, subject, step, form)
        if verdict == CHANGED:
            return _late(request, subject, rule, back)
        if verdict is None:
            return _back(request, messages.success, done or f"已办理：{rule.label}。", back)
        refused = True
    page = {"rule": rule, "form": form, "consequences": consequences}
    page["verdict"] = leading(verdict, links) if links else verdict
    page |= {"subject": subject, "back": back, "refused": refused, "locked": locked}
    return render(request, template, page, status=409 if refused else 200)


def _back(request, tell, word, back):
    """Return with word of what happened."""
    tell(request, word)
    return redirect(back)


def _late(request, subject, rule, back):
    """The step can no longer be taken: by one's own first click, or by somebody else's."""
    last = Decision.objects.about(subject).order_by("-pk").first()
    if last and (last.step, last.person_id) == (rule.name, request.user.pk):
        return _back(request, messages.success, f"已办理：{rule.label}，没有重复办理。", back)
    return _back(request, messages.warning, CHANGED, back)


def taken(request, subject, step, form):
    """Take the step; None when done, CHANGED when too late, the verdict when refused."""
    at, given = clock.now(), form.particulars()
    acting = {"by": request.user, "at": at}
    acting["post"] = subject.post_for(form.rule, request.user, clock.today())
    for slot, upload in form.papers().items():
        keep(subject, slot, upload, **acting)
    why = given.get("reason", "")
    try:
        advance(subject, step, by=request.user, on=clock.today(), at=at, given=given, why=why)
    except (NotPossible, NotPermitted, ConcurrentTransition):
        return CHANGED
    except Refused as refusal:
        record(f"{TRIED}{form.rule.label}", subject, why=str(refusal), **acting)
        return refusal.verdict
    return None
