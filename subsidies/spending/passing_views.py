"""Pages of the union between: the money that goes through it, one payment passed on, struck out."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from subsidies.books.models import Kind
from subsidies.books.named import STEP, named
from workshops import clock
from workshops.records.forms import StrikeForm
from workshops.records.lifecycle import NotPossible
from workshops.records.steps import CHANGED
from workshops.studios.fields import DayField

from .passing import Passing, between, by_text, goes_between, pass_on, passers, take_back

ON_A_PAGE = 50
pages = require_http_methods(["GET", "POST"])


class PassForm(forms.Form):
    """When the money came to the union between, and when it went on."""

    came_on = DayField(label="收到日期")
    passed_on = DayField(label="转拨日期", help_text="金额须与收到的相同，全额转拨到单位工会。")

    def __init__(self, *args, payment, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.payment = payment
        self.fields["came_on"].past_on = self.fields["passed_on"].past_on = on

    def clean(self):
        given = super().clean()
        came, went = given.get("came_on"), given.get("passed_on")
        if came and came < self.payment.paid_on:
            self.add_error("came_on", "不能早于上级拨出的日期，请按银行回单填写。")
        if came and went and went < came:
            self.add_error("passed_on", "不能早于收到日期。")
        return given


@require_safe
def passings(request):
    """The payments that come through this person's union: passed on, or still to be."""
    on = clock.today()
    found = passers(request.user, on).filter(by_text()).prefetch_related("passings")
    page = Paginator(found.order_by("-paid_on", "-pk"), ON_A_PAGE)
    page = page.get_page(request.GET.get("page"))
    rows = [
        {"payment": one, "row": next((p for p in one.passings.all() if not p.struck_on), None)}
        for one in page
    ]
    return render(request, "spending/passings.html", {"rows": rows, "page_of": page})


@pages
def passing(request, pk):
    """Pass one payment on: when it came, when it went."""
    on = clock.today()
    payment = get_object_or_404(passers(request.user, on), pk=pk)
    if not goes_between(payment):
        raise Http404
    form, back = PassForm(request.POST or None, payment=payment, on=on), reverse("passings")
    if request.method == "POST" and form.is_valid():
        try:
            pass_on(payment, **form.cleaned_data, by=request.user, on=on, at=clock.now())
            messages.success(request, "已登记转拨，记入本会的收支。")
        except NotPossible:
            messages.warning(request, CHANGED)
        return redirect("passings")
    union = between(payment.title.unit_union)
    page = {"payment": payment, "form": form, "back": back, "union": union}
    page |= {"article": payment.edition.step(STEP).article, "booked": booked_as(payment, union, on)}
    return render(request, "spending/passing.html", page)


def booked_as(payment, union, on) -> list[dict]:
    """What the text says of the accounts on the way; nothing for a union it does not speak of."""
    words = {Kind.PASSED_IN: "收到时记", Kind.PASSED_ON: "拨付基层工会时列"}
    own = {"on": on, "settings": payment.title.settings}
    found = ((said, named(payment.edition, kind, union, **own)) for kind, said in words.items())
    return [{"when": said, "account": one.account} for said, one in found if one]


@pages
def strike_passing(request, pk):
    """Strike out an entry made wrongly."""
    on = clock.today()
    row = get_object_or_404(Passing, pk=pk)
    if not passers(request.user, on).filter(pk=row.payment_id).exists():
        raise Http404
    if row.struck_on:
        messages.warning(request, CHANGED)
        return redirect("passings")
    form = StrikeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        try:
            take_back(row, why, by=request.user, on=on, at=clock.now())
        except NotPossible:
            messages.warning(request, CHANGED)
        return redirect("passings")
    page = {"form": form, "what": "转拨", "back": reverse("passings")}
    page |= {"day": row.passed_on, "fen": row.payment.amount_fen}
    return render(request, "records/strike.html", page)
