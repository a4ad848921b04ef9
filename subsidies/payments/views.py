"""Pages of the money room: the list, one payment and its steps."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Sum, prefetch_related_objects
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from subsidies.budgets.reckoning import WAITING
from subsidies.budgets.turning import turning
from workshops import clock
from workshops.applications.models import MONEY
from workshops.documents.papers import papers_about
from workshops.documents.pdf import press
from workshops.records.lifecycle import Refused
from workshops.records.offers import offers
from workshops.records.seen import seen_by
from workshops.records.steps import not_yours, step_page
from workshops.titles.lifecycle import HELD
from workshops.titles.models import Title
from workshops.titles.pages import read_along
from workshops.titles.views import way
from workshops.unions.models import Role

from . import actions, numbers
from .accounting import in_full
from .forms import FORMS, AgainForm, StateForm
from .lifecycle import State
from .models import Payment
from .pages import (
    account_facts,
    consequences,
    facts,
    lead,
    own,
    progress,
    signers,
    status,
    takes_two,
)
from .payees import changing, under_way
from .receipts import keeper, slips
from .returns import bounced, not_fallen, reasons, warned, went_on
from .standing import standing

ON_A_PAGE = 50
ASKED = ("assessments", "supports", "payments", "claims")  # of a title, by every verdict on money
OPEN = (State.PREPARED, State.ENDORSED, State.APPROVED)  # the money has not left
DONE = "已编制，等待另一名财务人员审批。"
BACKWARDS = ("take_back", "reject", "bounce", "correct")
pages = require_http_methods(["GET", "POST"])


def payments_seen(request):
    """The payments this person may see, read with what their pages show."""
    joined = "title__studio__unit_union", "title__authority", "account", "prepared_by"
    seen = Payment.objects.visible_to(request.user, on=clock.today())
    return seen.select_related(*joined, "endorsed_by", "approved_by")


def title_seen(request, pk) -> Title:
    """The title, for those who may see its money."""
    on, person = clock.today(), request.user
    joined = Title.objects.visible_to(person, on=on).select_related(
        "studio__unit_union", "authority"
    )
    title = get_object_or_404(joined, pk=pk)
    near = title.authority_id in person.unions_as(*MONEY, on=on)
    own = title.studio.unit_union_id in person.unions_as(Role.CLERK, Role.CHAIR, on=on)
    if not near and not own:
        raise Http404
    return title


@require_safe
def payments(request):
    """All payments this person may see, newest first, with their sums by state."""
    seen, form = payments_seen(request), StateForm(request.GET)
    sums = seen.order_by().values("state").annotate(count=Count("pk"), fen=Sum("amount_fen"))
    by_state = {row["state"]: row for row in sums}
    figures = [{"label": s.label, **by_state.get(s, {"count": 0, "fen": 0})} for s in State]
    state = form.cleaned_data["state"] if form.is_valid() else ""
    chosen = seen.filter(state=state) if state else seen
    page = Paginator(chosen.order_by("-pk"), ON_A_PAGE).get_page(request.GET.get("page"))
    shown = {"payments": page, "form": form, "figures": figures, "state": state}
    shown["near"] = request.user.holds(*MONEY, on=clock.today())
    return render(request, "payments/payments.html", shown)


def prepares(person, on) -> set[int]:
    """The unions at which this person prepares what is paid."""
    return set(person.unions_as(Role.FINANCE_CLERK, on=on))


@require_safe
def payment(request, pk):
    """One payment: where it stands, where the money goes, what can be done."""
    on = clock.today()
    one = get_object_or_404(payments_seen(request).with_house(on).with_numbers(), pk=pk)
    read_along(one.title)
    steps = offers(
        one,
        by=request.user,
        on=on,
        address=lambda step: reverse("payment_step", args=[pk, step]),
        forms=FORMS,
    )
    two = takes_two(one, on)
    shown = {
        "payment": one,
        "lead": lead(one),
        "locked": standing(one, on),
        "status": status(one),
        "facts": facts(one, on, whole=in_full(one.title, request.user, on)),
        "progress": progress(one, two=two),
        "steps": [step for step in in_order(steps) if step["name"] not in unasked(steps, two)],
        "own": own(one, request.user),
        "changing": changing(under_way(one.title.unit_union, on)) if one.state in OPEN else "",
        "fell": reasons([one]).get(one.pk, ""),
        "next": went_on(one, prepares=one.title.authority_id in prepares(request.user, on)),
        "turning": turning(one.prepared_on, on) if waits_for_budget(one) else "",
        "receiver": keeper(one, request.user, on),
        "papers": papers_about(one),
        "slips": slips(one),
        "entries": seen_by(request.user, on, one),
        "crumbs": way(one.title, one.label),
    }
    return render(request, "payments/payment.html", shown)


def waits_for_budget(payment: Payment) -> bool:
    """Whether it will ask a budget for its sum; under a title that ended it is turned back."""
    return payment.state in WAITING and payment.title.state in HELD


def unasked(steps, two: bool) -> set[str]:
    """Steps that are none of this payment's, or only for the one who prepared it."""
    others = {step["name"] for step in steps if not step["url"]} & {"take_back"}
    return others if two else others | {"endorse"}


def in_order(steps) -> list[dict]:
    """The way on before the ways back, which are there but do not call for a hand."""
    told = [step | {"grave": step["name"] in BACKWARDS} for step in steps]
    return sorted(told, key=lambda step: step["grave"])


def _asked_or_acted(request, on):
    """The payments a step may be taken of; what only the page asks is read along with it."""
    seen = payments_seen(request)
    if request.method != "GET":  # an act reads everything anew
        return seen
    return seen.with_house(on).prefetch_related(*(f"title__{name}" for name in ASKED))


@pages
def payment_step(request, pk, step):
    """Approve, turn back, or enter as paid."""
    on = clock.today()
    one = get_object_or_404(_asked_or_acted(request, on), pk=pk)
    if step == "approve":
        press.warm()
    given, back = numbers.settled(one, step), reverse("payment", args=[pk])
    lines = consequences(one, step, on)
    return step_page(request, one, step, back=back, forms=FORMS, given=given, consequences=lines)


@pages
def payment_new(request, pk, instalment):
    """Prepare one instalment: its reasons first, then the sum and the account, then the act."""
    title, on = title_seen(request, pk), clock.today()
    if request.method == "GET":  # an act reads everything anew
        prefetch_related_objects([title], *ASKED)
    back, rule = reverse("title", args=[pk]), title.edition.step("prepare")
    draft = actions.drafted(title, instalment, on=on, by=request.user)
    if request.method == "GET":
        draft.read_house(on)
    if rule is None or not draft.label:
        raise Http404
    if draft.post_for(rule, request.user, on) is None:
        return not_yours(request, rule, back)
    last, sent = bounced(title, instalment), request.method == "POST"
    same = last is not None and last.account_id == draft.account_id
    form = AgainForm(request.POST if sent else None) if same else None
    if sent and (form is None or form.is_valid()):
        return _prepared(request, draft, form)
    return _preparing(request, draft, draft.judge("prepare", on=on), form)


def _preparing(request, draft, verdict, form=None, *, refused=False):
    """The page before the act, or again with the reasons of a refusal."""
    title, account = draft.title, draft.account if draft.account_id else None
    shown = {
        "title": title,
        "draft": draft,
        "rule": title.edition.step("prepare"),
        "verdict": verdict,
        "account": account and account_facts(account, whole=True),
        "coming": under_way(title.unit_union, clock.today()),
        "warned": warned(draft),
        "form": form,
        "standing": not_fallen(title, draft.instalment),
        "back": reverse("title", args=[title.pk]),
        "refused": refused,
        "signers": signers(draft, clock.today()),
        "crumbs": way(title, draft.label),
    }
    return render(request, "payments/prepare.html", shown, status=409 if refused else 200)


def _prepared(request, draft, form):
    """Prepare it; whoever comes second is told whose it is."""
    title, on, at = draft.title, clock.today(), clock.now()
    try:
        one = actions.prepare(title, draft.instalment, by=request.user, on=on, at=at)
    except actions.AlreadyPrepared as twice:
        messages.warning(request, str(twice))
        return redirect("payment", twice.payment.pk)
    except Refused as refusal:
        return _preparing(request, draft, refusal.verdict, form, refused=True)
    two = takes_two(one, on)
    messages.success(request, "已编制，等待初次审批，再由另一人审批。" if two else DONE)
    return redirect("payment", one.pk)
