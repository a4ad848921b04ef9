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

CHANGED = "状态已经变更，这一步现在不能办理，请核对后再办。"


def step_page(request, subject, step, *, back, forms=None, consequences=(), done=None):
    """Show a step and take it: the verdict before anyone clicks, the refusal with its reasons.

    `forms` maps step names to StepForm classes; `back` is where the person returns to;
    `consequences` are sentences shown before confirming; `done` the message afterwards.
    """
    on, rule = clock.today(), subject.edition.step(step)
    if rule is None:
        raise Http404
    if not subject.may_proceed(rule):
        messages.warning(request, CHANGED)
        return redirect(back)
    if subject.post_for(rule, request.user, on) is None:
        return render(request, "records/not_yours.html", {"rule": rule, "back": back}, status=403)
    asked = {"subject": subject, "rule": rule, "person": request.user}
    verdict = subject.judge(step, on=on)
    form = (forms or {}).get(step, PlainForm)(
        request.POST or None, request.FILES or None, verdict=verdict, **asked
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        verdict = taken(request, subject, step, form)
        if verdict is None:
            messages.success(request, done or f"已办理：{rule.label}。")
            return redirect(back)
        if verdict is CHANGED:
            messages.warning(request, CHANGED)
            return redirect(back)
        status = 409
    page = {
        "rule": rule,
        "verdict": verdict,
        "form": form,
        "consequences": consequences,
    }
    page |= {"subject": subject, "back": back, "refused": status == 409}
    return render(request, "records/step.html", page, status=status)


def taken(request, subject, step, form):
    """Take the step; None when done, CHANGED when too late, the verdict when refused."""
    at, given = clock.now(), form.particulars()
    for slot, upload in form.files().items():
        keep(subject, slot, upload, by=request.user, at=at)
    why = given.get("reason", "")
    try:
        advance(
            subject,
            step,
            by=request.user,
            on=clock.today(),
            at=at,
            given=given,
            why=why,
        )
    except (NotPossible, NotPermitted, ConcurrentTransition):
        return CHANGED
    except Refused as refusal:
        record(
            f"未能办理：{form.rule.label}",
            subject,
            by=request.user,
            at=at,
            why=str(refusal),
        )
        return refusal.verdict
    return None
