"""Pages of batches: the list, what to choose from, one batch with its rows."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from subsidies.budgets.reckoning import told
from subsidies.payments.forms import FORMS as OF_PAYMENTS
from subsidies.payments.lifecycle import FALLEN, State
from subsidies.payments.pages import consequences as of_payment
from workshops import clock
from workshops.applications.models import MONEY
from workshops.documents.papers import papers_about
from workshops.records.lifecycle import NotPermitted, NotPossible, Refused
from workshops.records.offers import offers
from workshops.records.seen import seen_by
from workshops.records.steps import CHANGED, step_page
from workshops.unions.models import Role

from . import actions, choosing
from .forms import AGAIN, ChooseForm, MakeForm, OutForm
from .models import SETTLED, Batch, Step
from .pages import (
    account_coming,
    counted,
    marked,
    once,
    out_of_sum,
    stage,
    status,
    steps,
    sum_label,
    tally,
)
from .paper_views import PART
from .summary import since

ON_A_PAGE = 50
ONLY = {"failed": ~Q(reason=""), "fallen": Q(payment__state__in=FALLEN)}  # rows shown alone
pages = require_http_methods(["GET", "POST"])


def counted_rows(request):
    """The batches this person may see, with their counts."""
    rows = Batch.objects.visible_to(request.user, on=clock.today()).with_counts()
    return rows.select_related("authority", "made_by")


def seen(request):
    """The same, with what the authority's own rules turn on: for the page of one."""
    return counted_rows(request).annotate(**told("authority", clock.today()))


def crumbs(one=None, label="") -> list[dict]:
    """The way to a page of batches."""
    way = [{"label": "拨付", "url": reverse("payments")}]
    way.append({"label": "批次", "url": reverse("batches") if one or label else ""})
    if one:
        way.append({"label": one.number, "url": reverse("batch", args=[one.pk]) if label else ""})
    return [*way, {"label": label}] if label else way


def sent(request):
    """What a form was sent, or None where it was only opened."""
    return request.POST if request.method == "POST" else None


@require_safe
def batches(request):
    """All batches of one's authority, newest first."""
    on = clock.today()
    if not request.user.holds(*MONEY, on=on):
        raise Http404
    keys = Batch.objects.visible_to(request.user, on=on).order_by("-pk")
    page = Paginator(keys.values_list("pk", flat=True), 50).get_page(request.GET.get("page"))
    found = counted_rows(request).filter(pk__in=list(page)).order_by("-pk")
    rows = [{"batch": one, "stage": stage(one), "size": out_of_sum(one)} for one in found]
    shown = {"page": page, "rows": rows, "may": request.user.holds(Role.FINANCE_CLERK, on=on)}
    return render(request, "batches/batches.html", shown | {"crumbs": crumbs()})


@pages
def batch_new(request):
    """Choose from what is due; the batch is made of what was ticked, or of all that fits."""
    on = clock.today()
    posts = (p for p in request.user.posts(on) if p.role == Role.FINANCE_CLERK)
    unions = {str(post.union_id): post.union for post in posts}
    if not unions:
        raise Http404
    asked = ChooseForm(request.GET or None, authorities=unions)
    authority = unions.get(request.GET.get("authority"), next(iter(unions.values())))
    everything = choosing.owed(authority, on)
    asked.offer(everything)
    kind, year = request.GET.get("kind", ""), request.GET.get("year", "")
    fits = choosing.fitting(everything, kind, year)
    form = MakeForm(sent(request))
    if request.method == "POST" and form.is_valid():
        return _made(request, authority, everything, fits, form.cleaned_data["title"])
    return _choosing(request, asked, fits, form)


def _choosing(request, asked, fits, form):
    """The page to choose on, as far as was asked for."""
    page = Paginator(fits, ON_A_PAGE).get_page(request.GET.get("page"))
    rows = choosing.with_problems(page, clock.today())
    ticked = request.POST.getlist("chosen") if request.method == "POST" else None
    free = [one for one in fits if not one.listed]
    shown = {"page": page, "rows": rows, "asked": asked, "form": form, "ticked": ticked}
    shown |= {"free": len(free), "total": choosing.total(free), "crumbs": crumbs(label="编制批次")}
    kept = request.GET.copy()
    kept.pop("page", None)
    return render(request, "batches/choose.html", shown | {"query": kept.urlencode()})


def _made(request, authority, everything, fits, title):
    """Make the batch and begin its check."""
    keys = set(request.POST.getlist("chosen"))
    whole = request.POST.get("all") == "1"
    chosen = [o for o in (fits if whole else everything) if (whole or o.key in keys)]
    chosen = [(one.title_id, one.due) for one in chosen if not one.listed]
    acting = {"by": request.user, "on": clock.today(), "at": clock.now()}
    try:
        one = actions.make(authority, title, chosen, **acting)
    except Refused:
        messages.warning(
            request, "没有选中可以编制的款项：至少勾选一笔；刚被别人编制的已不再列出。"
        )
        return redirect(request.get_full_path())
    if not whole and len(chosen) < len(keys):
        gone = len(keys) - len(chosen)
        messages.warning(request, f"选中的款项里有{gone}笔刚被编制或列入别的批次，没有列入。")
    run = actions.begin(one, Step.CHECK, **acting)
    return redirect(reverse("batch_run", args=[one.pk, run.pk]) + "?going=1")


@require_safe
def batch(request, pk):
    """One batch: how far each row has come, what can be done, its papers."""
    one, on = get_object_or_404(seen(request), pk=pk), clock.today()
    joined = "title__studio__unit_union", "payment__account", "payment__approved_by"
    rows = one.rows.select_related(*joined).annotate(**account_coming(on)).order_by("place")
    only = request.GET.get("show", "")
    page = Paginator(rows.filter(ONLY.get(only, Q())), ON_A_PAGE).get_page(request.GET.get("page"))
    for row in page:
        row.batch = one
    now, one.counted = stage(one), counted(one)
    papers = papers_about(one)
    shown = {
        "batch": one,
        "stage": now,
        "status": status(one, now),
        "tally": tally(one),
        "size": out_of_sum(one),
        "sum_label": sum_label(one),
        "page": page,
        "rows": marked(page, request.user, on),
        "only": only if only in ONLY else "",
        "steps": _steps(request, one, on),
        "open_runs": list(one.runs.filter(ended_at=None).select_related("by")),
        "papers": papers,
        "since": since(one, papers),
        "parts": range(1, (one.in_approved + one.in_paid + PART - 1) // PART + 1),
        "settled": one.in_approved + one.in_paid,
        "answers": one.in_approved and actions.post_of(one, Step.ANSWER, request.user, on),
        "all_fell": not (waits_still(one) or one.in_approved + one.in_paid),
        "entries": once(seen_by(request.user, on, one)),
        "crumbs": crumbs(one),
    }
    return render(request, "batches/batch.html", shown)


def waits_still(one) -> int:
    """How many rows are still to be prepared or approved."""
    return one.open_rows + one.in_prepared + one.in_endorsed


def _steps(request, one, on) -> list[dict]:
    """Steps over all rows, and the notice of the batch once it can be issued."""

    def over_all(step):
        return reverse("batch_begin", args=[one.pk, step])

    def of_batch(step):
        return reverse("batch_step", args=[one.pk, step])

    own = offers(one, by=request.user, on=on, address=of_batch, forms=AGAIN)
    return [*steps(one, request.user, on, over_all), *own]


@pages
def batch_step(request, pk, step):
    """Issue the notice of the whole batch, or another in its place."""
    one = get_object_or_404(seen(request), pk=pk)
    settled = f"{one.rows.filter(payment__state__in=SETTLED).count()}笔已审批的款项列入通知。"
    lines = [settled, "文号自动编排，制发后内容不再改变；原来的通知（如有）随之作废。"]
    back = reverse("batch", args=[pk])
    return step_page(request, one, step, back=back, forms=AGAIN, consequences=lines)


def _row(request, pk, row):
    """One row of a batch this person may see."""
    one = get_object_or_404(Batch.objects.visible_to(request.user, on=clock.today()), pk=pk)
    joined = "title__studio", "batch", "payment"
    return get_object_or_404(one.rows.select_related(*joined), place=row)


@pages
def batch_out(request, pk, row):
    """Take out a row that was not prepared."""
    line, on = _row(request, pk, row), clock.today()
    if actions.post_of(line.batch, Step.PREPARE, request.user, on) is None:
        raise Http404
    form = OutForm(sent(request))
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        try:
            actions.take_out(line, why, by=request.user, on=on, at=clock.now())
        except (NotPossible, NotPermitted):
            messages.warning(request, CHANGED)
        else:
            messages.success(request, f"已移出第{row}笔。")
        return redirect("batch", pk)
    shown = {"row": line, "form": form, "crumbs": crumbs(line.batch, f"移出第{row}笔")}
    return render(request, "batches/out.html", shown)


@pages
def batch_reject(request, pk, row):
    """Turn one payment back with its reason; the rest of the batch goes on."""
    line, on = _row(request, pk, row), clock.today()
    if line.payment is None:
        raise Http404
    lines = of_payment(line.payment, "reject", on)
    back = reverse("batch", args=[pk])
    given = {"back": back, "forms": OF_PAYMENTS, "consequences": lines}
    answer = step_page(request, line.payment, "reject", done=f"已退回第{row}笔。", **given)
    if line.payment.state == State.REJECTED:
        actions.say(line, f"退回：{request.POST.get('reason', '')}")
    return answer
