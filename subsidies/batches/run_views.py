"""Pages on which all rows of a batch are taken through a step, slice by slice."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from workshops import clock
from workshops.documents.pdf import press
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.records.steps import not_yours

from . import actions
from .bank import laid_out
from .forms import FORMS, BeginForm
from .models import Step
from .pages import LABELS, beside_budget, consequences, counts, house
from .runs import Hand, left, work
from .views import crumbs, seen, sent

NOTHING = "没有等待这一步的款项，请核对后再办。"
pages = require_http_methods(["GET", "POST"])


@pages
def batch_begin(request, pk, step):
    """What a step over all rows would bring; then it begins."""
    one, on = get_object_or_404(seen(request), pk=pk), clock.today()
    if step not in LABELS:
        raise Http404
    if actions.post_of(one, step, request.user, on) is None:
        whose = f"命名机关{actions.taker(step).label}"
        return not_yours(
            request, f"批次{one.number}：{LABELS[step]}", reverse("batch", args=[pk]), whose=whose
        )
    own = house(one, on)
    numbers = counts(one, actions.large(own))
    if not numbers[f"n_{step}"]:
        return _nothing(request, one)
    left_fen, asked = own["budget_left_fen"], numbers.get(f"fen_{step}") or 0
    short = step == Step.APPROVE and left_fen is not None and asked > left_fen
    form = FORMS.get(step, BeginForm)(sent(request), on=on, batch=one, short=short)
    if request.method == "POST" and form.is_valid():
        return _begun(request, one, step, form.given())
    shown = {"batch": one, "step": step, "label": LABELS[step], "form": form}
    if step != Step.CHECK:
        lines = consequences(one, step, on, numbers)
        signs = step in (Step.ENDORSE, Step.APPROVE)
        shown["consequences"] = [*lines, *(beside_budget(left_fen, asked) if signs else ())]
    shown["back"] = reverse("batch", args=[pk])
    return render(request, "batches/begin.html", shown | {"crumbs": crumbs(one, LABELS[step])})


def _nothing(request, one):
    messages.warning(request, NOTHING)
    return redirect("batch", one.pk)


def _begun(request, one, step, given):
    """Begin and show how it goes on."""
    acting = {"by": request.user, "on": clock.today(), "at": clock.now()}
    try:
        run = actions.begin(one, step, given, **acting)
    except (NotPossible, NotPermitted):
        return _nothing(request, one)
    return redirect(reverse("batch_run", args=[one.pk, run.pk]) + "?going=1")


@pages
def batch_run(request, pk, run):
    """How far a step has come; each POST takes a slice of what is left."""
    one = get_object_or_404(seen(request), pk=pk)
    found = get_object_or_404(one.runs.select_related("by"), pk=run)
    found.batch = one
    mine = found.by_id == request.user.pk
    if request.method == "POST" and mine and not found.ended_at:
        return _slice(request, found)
    if found.ended_at and request.GET.get("going"):
        return _through(request, found)
    remaining = 0 if found.ended_at else left(found).count()
    shown = {"batch": one, "run": found, "mine": mine, "left": remaining}
    shown |= {"size": max(found.size, remaining), "done": max(found.size - remaining, 0)}
    shown["going"] = mine and bool(request.GET.get("going"))
    if found.step == Step.ANSWER and mine and not shown["going"] and not found.ended_at:
        shown["answers"] = laid_out(found)
    shown["crumbs"] = crumbs(one, found.get_step_display())
    return render(request, "batches/run.html", shown)


def _slice(request, run):
    """A few seconds of work, then the page again."""
    if run.step == Step.APPROVE:
        press.warm()
    remaining = work(run, Hand(request.user, clock.today(), clock.now()))
    if remaining:
        return redirect(f"{request.path}?going=1")
    run.refresh_from_db()
    return _through(request, run)


def _through(request, run):
    """The step is through: what was done, and what was left with its reason."""
    failed = run.tried_rows.exclude(reason="").count()
    done, label = max(run.size - failed, 0), run.get_step_display()
    good, bad = ("可以编制", "不能编制") if run.step == Step.CHECK else ("办成", "没有办成")
    if failed:
        messages.warning(request, f"{label}：{done}笔{good}，{failed}笔{bad}，原因写在各行。")
    else:
        messages.success(request, f"{label}：{done}笔全部{good}。")
    return redirect("batch", run.batch_id)
