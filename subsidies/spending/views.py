"""Pages of spending: the grants, one grant with its expenses, one expense, the checks of use."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from subsidies.books.models import Kind
from subsidies.payments.lifecycle import State as PaymentState
from subsidies.payments.models import Payment
from subsidies.payments.receipts import keeper
from subsidies.payments.standing import standing, stopped
from workshops import clock
from workshops.applications.models import MONEY
from workshops.records.lifecycle import NotPermitted, NotPossible, Refused
from workshops.records.models import Attachment
from workshops.records.offers import offers
from workshops.records.seen import seen_by
from workshops.records.steps import CHANGED, step_page
from workshops.titles.views import way
from workshops.unions.models import Role

from . import actions as acts
from . import pages as parts
from .forms import FORMS, CheckForm, ExpenseForm
from .models import Aspect, Expense, unspent

ON_A_PAGE = 50
pages = require_http_methods(["GET", "POST"])


@require_safe
def grants(request):
    """Every grant this person may see: received, used, left."""
    seen = parts.paid_out(request.user, clock.today())
    page = Paginator(seen.values_list("pk", flat=True), ON_A_PAGE)
    page = page.get_page(request.GET.get("page"))
    found = Payment.objects.filter(pk__in=list(page)).order_by("-paid_on", "-pk")
    rows = [parts.line(one) for one in parts.with_use(found)]
    return render(request, "spending/grants.html", {"page_of": page, "rows": rows})


def _used(request):
    """The payments whose use this person may read, with what the page shows."""
    joined = "title__studio__unit_union", "title__authority"
    return parts.used_by_all(request.user, clock.today()).select_related(*joined)


@pages
def grant(request, pk):
    """One grant: what may be done with it, what was used of it, and the next expense."""
    payment, on = get_object_or_404(_used(request), pk=pk), clock.today()
    if payment.state != PaymentState.PAID:
        messages.info(request, "款项拨付以后才有使用情况。")
        return redirect("payment", pk)
    clerk = keeper(payment, request.user, on)
    if request.method == "POST" and clerk is None:
        raise Http404
    may = bool(clerk and payment.received_on) and not stopped(payment, on)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ExpenseForm(*sent, payment=payment, on=on) if may else None
    if request.method == "POST" and form and form.is_valid():
        return _spent(request, payment, form)
    return _shown(request, payment, form)


def _shown(request, payment, form, verdict=None):
    on = clock.today()
    left = unspent(payment)
    rows = parts.lines(payment)
    live = [row["expense"] for row in rows if not row["expense"].struck_on]
    now = acts.counted(live)
    doubts = [row for row in rows if row["doubt"]]
    page = {
        "payment": payment,
        "form": form,
        "verdict": verdict,
        "left": max(left or 0, 0),
        "own": max(-(left or 0), 0),
        "back": payment.movements.total(Kind.GIVEN_BACK),
        "spent": now["spent_fen"],
        "rows": rows,
        "purposes": parts.by_purpose(live),
        "clause": parts.clause_of(payment),
        "locked": standing(payment, on),
        "stopped": stopped(payment, on),
        "checks": parts.checks(payment, request.user, on, live, doubts),
        "doubts": doubts,
        "clerk": keeper(payment, request.user, on) is not None,
        "money": request.user.holds(*MONEY, Role.CLERK, Role.CHAIR, on=on),
        "crumbs": way(payment.title, payment.label, "使用情况"),
    }
    return render(request, "spending/grant.html", page, status=409 if verdict is not None else 200)


def _spent(request, payment, form):
    """Enter it; a refusal keeps what was typed and names the article."""
    on, at = clock.today(), clock.now()
    try:
        given = form.details(), form.brought()
        one = acts.spend(payment, *given, by=request.user, on=on, at=at)
    except Refused as refusal:
        return _shown(request, payment, form, refusal.verdict)
    except (NotPermitted, NotPossible):
        messages.warning(request, CHANGED)
    else:
        later = f"{one.doubt}：命名机关核对时判定。" if one.doubt else ""
        messages.success(request, f"已登记支出。{later}")
    return redirect("grant", payment.pk)


@require_POST
def check(request, pk, aspect):
    """What the authority found of one aspect of a grant's use."""
    payment, on = get_object_or_404(_used(request), pk=pk), clock.today()
    if aspect not in Aspect.values or not acts.check_post(payment, aspect, request.user, on):
        raise Http404
    form = CheckForm(request.POST, doubtful=bool(acts.in_doubt(payment, aspect)))
    if not form.is_valid():
        messages.warning(request, "；".join(e for found in form.errors.values() for e in found))
        return redirect("grant", pk)
    try:
        found = form.cleaned_data
        acts.check_use(payment, aspect, by=request.user, on=on, at=clock.now(), **found)
    except NotPossible:
        messages.warning(request, "另一项由您核对过：用途和金额须由两个人分别核对。")
    else:
        messages.success(request, f"已登记：{Aspect(aspect).label}。")
    return redirect("grant", pk)


def _expense(request, pk) -> Expense:
    joined = "payment__title__studio__unit_union", "payment__title__authority", "entered_by"
    seen = Expense.objects.visible_to(request.user, on=clock.today()).select_related(*joined)
    return get_object_or_404(seen, pk=pk)


@require_safe
def expense(request, pk):
    """One expense: its invoice, what the text said of it, its history."""
    one, on = _expense(request, pk), clock.today()
    steps = offers(
        one,
        by=request.user,
        on=on,
        address=lambda step: reverse("expense_step", args=[pk, step]),
        forms=FORMS,
    )
    page = {"expense": one, "steps": steps, "papers": Attachment.objects.about(one)}
    page |= parts.judged(one) | {"entries": seen_by(request.user, on, one)}
    page["crumbs"] = way(one.payment.title, one.payment.label, one.what)
    return render(request, "spending/expense.html", page)


@pages
def expense_step(request, pk, step):
    """Strike out an expense, with the reason."""
    one = _expense(request, pk)
    lines = ["这一笔不再计入，金额退回可用余额，账上冲销；留在明细里并标明理由。"]
    lines += ["冲销不能撤回；登记有误的，冲销后重新登记。"]
    back = reverse("expense", args=[pk])
    return step_page(request, one, step, back=back, forms=FORMS, consequences=lines)
