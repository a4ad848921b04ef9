"""Pages of vouchers typed by hand: put down by one, reviewed and booked by another."""

from django.contrib import messages
from django.forms import formset_factory
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from workshops import clock
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.records.steps import CHANGED

from . import drafts as typed
from .forms import DraftForm, LineForm, ReverseForm, ReviewForm, grouped
from .posts import keeping_post, lacks_reviewer, reviewing_post
from .seen import UP, book_kept, book_seen, page_of, turning, way
from .voucher_views import sum_of, voucher_seen, way_to
from .vouchers import Draft, Source

UNCLEAR = "请选择审核意见；退回的须写明理由，同意的不写退回的理由。"
pages = require_http_methods(["GET", "POST"])
Lines = formset_factory(LineForm, extra=4, min_num=2, max_num=60)


def moment(request) -> dict:
    """By whom and when, for an act."""
    return {"by": request.user, "on": clock.today(), "at": clock.now()}


@require_safe
def drafts(request, pk):
    """What was typed: what waits for review first."""
    book = book_seen(request, pk)
    rows = book.drafts.select_related("made_by", "decided_by", "voucher").order_by("-pk")
    page = page_of(request, rows)
    shown = {"book": book, "drafts": page, "paging": turning(request, page)}
    shown |= {"kept": keeping_post(book.union, request.user, clock.today())}
    return render(request, "books/drafts.html", shown | {"crumbs": way(book, "待审凭证")})


@pages
def draft_new(request, pk):
    """Type a voucher: opening balances, or what no movement tells."""
    book, on = book_kept(request, pk), clock.today()
    opening = request.GET.get("source") == Source.OPENING
    first = {"on": book.opened_on, "summary": "期初余额", "reason": "启用账套"} if opening else {}
    form = DraftForm(request.POST or None, book=book, on=on, initial=first)
    if opening:
        del form.fields["on"]  # always the day on which the books begin
    given = request.POST.copy() if request.method == "POST" else None
    adding = given is not None and "add_row" in given
    if adding:
        given["form-TOTAL_FORMS"] = f"{min(int(given.get('form-TOTAL_FORMS') or 2) + 1, 60)}"
    rows = Lines(given, form_kwargs={"grouped": grouped(book.chart.accounts.all())})
    if request.method == "POST" and not adding and form.is_valid() and rows.is_valid():
        draft = _put_down(request, book, form, rows, opening)
        if draft:
            messages.success(request, "已保存，等另一人审核后编号记账。")
            return redirect("draft", draft.pk)
    lead = "每行选一个科目，在借方或贷方填金额；两边合计须相等。"
    parts = [{"legend": "分录", "lead": lead, "formset": rows, "add_label": "再加一行"}]
    page = {"book": book, "form": form, "formsets": parts, "opening": opening}
    page |= {"back": reverse("drafts", args=[pk]), "crumbs": way(book, "编制凭证")}
    return render(request, "books/draft_new.html", page)


def _put_down(request, book, form, rows, opening):
    """The draft, or None with the reason on the form."""
    filled = [row.cleaned_data for row in rows if row.cleaned_data]
    sides = [
        (row["account"].pk, row.get("debit_fen") or 0, row.get("credit_fen") or 0) for row in filled
    ]
    given, source = form.cleaned_data, Source.OPENING if opening else Source.MANUAL
    day = book.opened_on if opening else given["on"]
    try:
        return typed.put_down(
            book, source, day, given["summary"], sides, given["reason"], **moment(request)
        )
    except (NotPossible, NotPermitted) as refusal:
        form.add_error(None, str(refusal))
        return None


@pages
def voucher_reverse(request, pk):
    """Put down the red voucher of another, with the reason; another person reviews it."""
    one = voucher_seen(request, pk)
    book, back = book_kept(request, one.book_id), reverse("voucher", args=[pk])
    form = ReverseForm(
        request.POST or None, book=book, on=clock.today(), initial={"on": clock.today()}
    )
    if one.source == Source.YEAR_END:
        del form.fields["on"]  # it bears the day of what it undoes
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            day = given.get("on", one.on)
            draft = typed.put_down_reversal(one, day, given["reason"], **moment(request))
        except (NotPossible, NotPermitted) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "冲销凭证已保存，等另一人审核后编号记账。")
            return redirect("draft", draft.pk)
    page = {"voucher": one, "form": form, "back": back, "fen": sum_of(one)}
    page["crumbs"] = [*way(book, "")[:-1], *way_to(book, f"冲销{one}")]
    return render(request, "books/reverse.html", page, status=409 if form.errors else 200)


@pages
def draft(request, pk):
    """One typed voucher, reviewed by another person."""
    seen = Draft.objects.visible_to(request.user, on=clock.today())
    joined = f"book__{UP}", "made_by", "decided_by", "voucher", "reverses"
    one, on = get_object_or_404(seen.select_related(*joined), pk=pk), clock.today()
    own = one.made_by_id == request.user.pk
    reviews = reviewing_post(one.book.union, request.user, on) if not own else None
    form = ReviewForm(request.POST or None) if one.is_waiting and reviews else None
    if request.method == "POST":
        return _decided(request, one, form, own)
    accounts = one.book.chart.accounts.in_bulk([account for account, *_ in one.lines])
    lines = [(accounts[account], debit, credit) for account, debit, credit in one.lines]
    page = {"draft": one, "book": one.book, "lines": lines, "form": form, "own": own}
    page["fen"] = sum(debit for _, debit, _ in one.lines)
    page["kept"] = own and keeping_post(one.book.union, request.user, on)
    page["alone"] = page["kept"] and lacks_reviewer(one.book.union, request.user, on)
    trail = [{"label": "待审凭证", "url": reverse("drafts", args=[one.book_id])}]
    page["crumbs"] = [*way(one.book, "")[:-1], *trail, {"label": one.summary}]
    return render(request, "books/draft.html", page)


def _decided(request, draft, form, own):
    """Agree, turn back, or take one's own back."""
    try:
        if own and "take_back" in request.POST:
            typed.refuse(draft, "制单人自行撤回", **moment(request))
            messages.success(request, "已撤回。")
        elif form is None or not form.is_valid():
            messages.warning(request, UNCLEAR if form else CHANGED)
        elif form.cleaned_data["outcome"] == "agree":
            made = typed.agree(draft, **moment(request))
            messages.success(request, f"已审核记账：{made}。")
            return redirect("voucher", made.pk)
        else:
            typed.refuse(draft, form.cleaned_data["refusal"], **moment(request))
            messages.success(request, "已退回。")
    except (NotPossible, NotPermitted) as refusal:
        messages.warning(request, str(refusal) if isinstance(refusal, NotPossible) else CHANGED)
    return redirect("draft", draft.pk)
