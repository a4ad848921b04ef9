"""Pages on which the bank's answers come back, as a workbook, and are entered row by row."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from subsidies.payments.lifecycle import State
from subsidies.payments.numbers import booked_since
from workshops import clock
from workshops.documents.serving import as_workbook
from workshops.documents.sheets import MOST_BYTES, NotRead
from workshops.records.lifecycle import NotPermitted, NotPossible

from . import actions, bank
from .forms import AnswersForm
from .models import Step
from .views import crumbs, seen, sent

pages = require_http_methods(["GET", "POST"])
MOST_TYPED = 60  # rows typed on one page; a workbook takes any number
JOINED = ("payment__account", "title__studio")


def _open(request, pk):
    """A batch whose answers this person may enter, with the rows that can have one."""
    one = get_object_or_404(seen(request), pk=pk)
    if actions.post_of(one, Step.ANSWER, request.user, clock.today()) is None:
        raise Http404
    waiting = one.rows.filter(payment__state__in=(State.APPROVED, State.PAID))
    return one, waiting.select_related(*JOINED).order_by("place")


@require_safe
def answers_book(request, pk):
    """The rows that are to be paid, with room for the bank's answers."""
    one, rows = _open(request, pk)
    content = bank.form_of(one, [r for r in rows if r.payment.state == State.APPROVED])
    return as_workbook(content, f"{one.number}银行回单表")


@pages
def batch_answers(request, pk):
    """Bring the answers, or type them; nothing is entered while any line is wrong."""
    one, rows = _open(request, pk)
    on, booked = clock.today(), booked_since(one.authority_id) is not None
    typing = "typed" in request.POST
    form = AnswersForm(*(() if typing else (sent(request), request.FILES or None)))
    answers, wrong = {}, []
    waiting = rows.filter(payment__state=State.APPROVED)
    typed = list(waiting[:MOST_TYPED])
    if typing:
        answers, wrong = bank.typed_in(request.POST, typed, on, booked=booked)
    elif request.method == "POST" and form.is_valid():
        answers, wrong = _read(form, list(rows), on, booked)
    if answers and not wrong and (run := _begun(request, one, answers)):
        return redirect("batch_run", one.pk, run.pk)
    if request.method == "POST" and not wrong and (typing or form.is_valid()):
        wrong = ["没有填写可以登记的结果，或者这些结果都已登记过。"]
    shown = {"batch": one, "form": form, "wrong": wrong, "back": reverse("batch", args=[pk])}
    shown |= {"waiting": waiting.count(), "lines": bank.lines(request.POST, typed)}
    shown |= {"typing": typing, "crumbs": crumbs(one, "银行回单")}
    return render(request, "batches/answers.html", shown, status=400 if wrong else 200)


def _read(form, rows, on, booked) -> tuple[dict, list[str]]:
    upload = form.cleaned_data["book"]
    if upload.size > MOST_BYTES:
        return {}, ["工作簿超过2 MB，请只保留需要的工作表。"]
    try:
        return bank.answers_in(upload.read(), rows, on, booked=booked)
    except NotRead as refusal:
        return {}, [str(refusal)]


def _begun(request, one, answers):
    """Lay the answers ready, for the next page to say how many and enter them; None if too late."""
    acting = {"by": request.user, "on": clock.today(), "at": clock.now()}
    try:
        return actions.begin(one, Step.ANSWER, {"answers": answers}, **acting)
    except (NotPossible, NotPermitted):
        return None
