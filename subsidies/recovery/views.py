"""Pages of recovery: what is claimed back, one claim with what came, the demand, an entry."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from workshops import clock
from workshops.documents.papers import papers_about
from workshops.records.forms import StrikeForm
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.records.offers import offers
from workshops.records.seen import seen_by
from workshops.records.steps import CHANGED, not_yours, step_page
from workshops.titles.models import Title
from workshops.titles.views import way

from . import actions as acts
from . import pages as parts
from .forms import FORMS, DemandForm, RepayForm
from .models import Clawback, Repayment
from .notices import last_payee, payee_of

ON_A_PAGE = 50
CAME = Repayment.objects.select_related("payment", "proof").order_by("came_on", "pk")
pages = require_http_methods(["GET", "POST"])


def clawback_seen(request, pk) -> Clawback:
    joined = "title__studio__unit_union", "title__authority", "decision"
    seen = Clawback.objects.visible_to(request.user, on=clock.today()).select_related(*joined)
    return get_object_or_404(seen.prefetch_related(Prefetch("repayments", CAME)), pk=pk)


@require_safe
def clawbacks(request):
    """Everything claimed back that this person may see, and the decisions nobody gave notice of."""
    on = clock.today()
    seen = Clawback.objects.visible_to(request.user, on=on).order_by("-demanded_on", "-pk")
    keys = Paginator(seen.values_list("pk", flat=True), ON_A_PAGE)
    page_of = keys.get_page(request.GET.get("page"))
    rows = Clawback.objects.filter(pk__in=list(page_of)).order_by("-demanded_on", "-pk")
    rows = rows.with_sums().select_related("title__studio__unit_union")
    page = {"rows": [parts.line(one, on) for one in rows], "page_of": page_of}
    page |= parts.to_demand(request.user, on)
    return render(request, "recovery/clawbacks.html", page)


@pages
def demand(request, pk):
    """Send notice of what a decision claims back: the arithmetic first, then the day."""
    on = clock.today()
    near = Title.objects.visible_to(request.user, on=on).values("pk")
    sent = Clawback.objects.visible_to(request.user, on=on).filter(decision=pk).first()
    if sent:
        messages.warning(request, "通知已经发出，不再重复发出。")
        return redirect("clawback", sent.pk)
    decision = get_object_or_404(acts.undemanded().filter(subject_id__in=near), pk=pk)
    draft = acts.drafted(decision, on=on)
    rule, back = draft.rule_of("demand"), reverse("clawbacks")
    if draft.post_for(rule, request.user, on) is None:
        return not_yours(request, rule, back)
    start = last_payee(draft.title.authority) or {"holder": draft.title.authority.title}
    form = DemandForm(request.POST or None, on=on, initial=start)
    if request.method == "POST" and form.is_valid():
        return _demanded(request, decision, form)
    page = {"draft": draft, "recovery": parts.arithmetic(draft), "form": form, "back": back}
    page["crumbs"] = way(draft.title, "追回通知")
    return render(request, "recovery/demand.html", page)


def _demanded(request, decision, form):
    """Send it; whoever comes second is told."""
    given, moment = form.cleaned_data, {"on": clock.today(), "at": clock.now()}
    try:
        by = {"by": request.user, "payee": form.payee()}
        made = acts.demand(decision, given["repay_by"], **by, **moment)
    except NotPossible:
        messages.warning(request, CHANGED)
        return redirect("clawbacks")
    messages.success(request, "已制发通知，等待退还。")
    return redirect("clawback", made.pk)


@pages
def clawback(request, pk):
    """One claim: its arithmetic, what came back, what is left, its notice."""
    one, on = clawback_seen(request, pk), clock.today()
    clerk, came = acts.finance_post(one, request.user, on), one.came()
    handed_in = parts.slips(one, request.user, on)
    may = clerk and came < one.amount_fen
    form = _entering(request, one, on, handed_in["waiting"]) if may else None
    if request.method == "POST" and form and form.is_valid():
        return _repaid(request, one, form.cleaned_data)
    steps = offers(
        one,
        by=request.user,
        on=on,
        address=lambda step: reverse("clawback_step", args=[pk, step]),
        forms=FORMS,
    )
    page = {"clawback": one, "form": form, "steps": steps, "recovery": parts.arithmetic(one)}
    page |= {
        "rows": one.repayments.all(),
        "status": parts.status(one, came, on),
        "papers": papers_about(one),
        "came": came,
        "clerk": clerk,
    }
    page |= {"entries": seen_by(request.user, on, one), "crumbs": way(one.title, one.word)}
    page |= handed_in | {"payee": parts.payee(payee_of(one))}
    return render(request, "recovery/clawback.html", page)


def _entering(request, one, on, waiting) -> RepayForm:
    """The form of what came back; begun from a slip where one was chosen."""
    asked = request.GET.get("slip", "")
    slip = next((slip for slip in waiting if f"{slip.pk}" == asked), None)
    start = slip and {"slip": slip.pk, "amount_fen": slip.amount_fen, "came_on": slip.sent_on}
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    return RepayForm(*sent, clawback=one, on=on, waiting=waiting, initial=start)


def _repaid(request, one, given):
    """Enter what came back."""
    names = ("amount_fen", "came_on", "voucher_number", "proof")
    moment = {"on": clock.today(), "at": clock.now()}
    try:
        by = {"by": request.user, "slip": given.get("slip")}
        acts.repay(one, *(given[name] for name in names), **by, **moment)
    except NotPossible:
        messages.warning(request, "这个月同一凭证号的退还已经登记过，或者金额超过了未退还的部分。")
    else:
        messages.success(request, "已登记退还。")
    return redirect("clawback", one.pk)


@pages
def clawback_step(request, pk, step):
    """Give more time, with the reason."""
    one = clawback_seen(request, pk)
    return step_page(request, one, step, back=reverse("clawback", args=[pk]), forms=FORMS)


@pages
def strike_repayment(request, pk, row):
    """Strike out an entry made wrongly."""
    one, on = clawback_seen(request, pk), clock.today()
    entry = get_object_or_404(one.repayments, pk=row)
    if not acts.finance_post(one, request.user, on):
        raise Http404
    if entry.struck_on:
        messages.warning(request, CHANGED)
        return redirect("clawback", pk)
    form = StrikeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            why = form.cleaned_data["why"]
            acts.strike(entry, why, by=request.user, on=on, at=clock.now())
        except (NotPermitted, NotPossible):
            messages.warning(request, CHANGED)
        return redirect("clawback", pk)
    page = {"form": form, "what": "退还", "back": reverse("clawback", args=[pk])}
    page |= {"day": entry.came_on, "fen": entry.amount_fen}
    return render(request, "records/strike.html", page)
