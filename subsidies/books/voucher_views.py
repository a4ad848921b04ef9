"""Pages of vouchers: the list, one with the way back to the money, on paper, typed and reviewed."""

from django.contrib import messages
from django.db.models import Prefetch
from django.forms import formset_factory
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from workshops import clock
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.records.steps import CHANGED

from . import drafts as typed
from .forms import DraftForm, FindForm, LineForm, ReverseForm, ReviewForm, grouped
from .models import Movement
from .posts import keeping_post, reviewing_post
from .reports import lines_of
from .seen import (
    MOST_PRINTED,
    UP,
    book_kept,
    book_seen,
    csv_of,
    drawn,
    page_of,
    span_of,
    turning,
    way,
    workbook_of,
)
from .sets import unions_read
from .tables import EXPORT, export
from .vouchers import Draft, Source, Voucher, VoucherLine

pages = require_http_methods(["GET", "POST"])
LINES = Prefetch("lines", VoucherLine.objects.select_related("account"))
MOST_VOUCHERS = MOST_PRINTED // 4  # each is a page of its own
ON_A_VOUCHER = 6  # lines of the printed form
Lines = formset_factory(LineForm, extra=4, min_num=2, max_num=60)


def moment(request) -> dict:
    """By whom and when, for an act."""
    return {"by": request.user, "on": clock.today(), "at": clock.now()}


def found_in(request, book):
    """The vouchers asked for, and the form that asked."""
    span, _ = span_of(request, book)
    form = FindForm(request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    rows = book.vouchers.filter(month__gte=span.first, month__lte=span.last)
    if given.get("source"):
        rows = rows.filter(source=given["source"])
    if given.get("q"):
        rows = rows.filter(summary__contains=given["q"])
    asked = {"from": span.first, "until": span.last}
    asked |= {name: given.get(name, "") for name in ("source", "q")}
    return rows, span, FindForm(initial=asked)


@require_safe
def vouchers(request, pk):
    """The vouchers of a span, with what each rests on and its sum."""
    book = book_seen(request, pk)
    rows, span, form = found_in(request, book)
    rows = rows.with_sums().select_related("made_by", "reviewed_by", "reversal", "reverses")
    page = page_of(request, rows.order_by("-month", "-number"))
    shown = {"book": book, "vouchers": page, "form": form, "span": span}
    shown |= {"paging": turning(request, page), "crumbs": way(book, "记账凭证")}
    return render(request, "books/vouchers.html", shown)


def _voucher(request, pk) -> Voucher:
    joined = f"book__{UP}", "movement__payment", "movement__title__studio", "reversal", "reverses"
    seen = Voucher.objects.visible_to(request.user, on=clock.today())
    seen = seen.select_related(*joined, "made_by", "reviewed_by").prefetch_related(LINES)
    return get_object_or_404(seen, pk=pk)


@require_safe
def voucher(request, pk):
    """One voucher: its lines, and the way to the movement and the payment under it."""
    one, on = _voucher(request, pk), clock.today()
    kept = keeping_post(one.book.union, request.user, on)
    closed = one.reverses_id or hasattr(one, "reversal") or one.book.ended_on
    waits = one.drafts.filter(decided_at=None).first()
    page = {"voucher": one, "book": one.book, "fen": sum_of(one), "waits": waits}
    page["lines"] = [(row.account, row.debit_fen, row.credit_fen) for row in one.lines.all()]
    page |= {"may_reverse": kept and not closed and not waits}
    page["crumbs"] = [*way(one.book, "")[:-1], *_after(one.book, str(one))]
    return render(request, "books/voucher.html", page)


def _after(book, word: str) -> list[dict]:
    return [{"label": "记账凭证", "url": reverse("vouchers", args=[book.pk])}, {"label": word}]


def sum_of(voucher) -> int:
    return sum(line.debit_fen for line in voucher.lines.all())


@require_safe
def voucher_print(request, pk):
    """One voucher on paper, in the usual form."""
    one = _voucher(request, pk)
    return _printed(request, [one], f"{one}.pdf", reverse("voucher", args=[pk]))


@require_safe
def vouchers_print(request, pk):
    """The vouchers of a span in one file, each a page of its own."""
    book = book_seen(request, pk)
    rows, span, _ = found_in(request, book)
    back = f"{reverse('vouchers', args=[pk])}?{span.query}"
    count = rows.count()
    if not 0 < count <= MOST_VOUCHERS:
        most = f"一次最多打印{MOST_VOUCHERS}张，这里有{count}张，请缩短月份范围。"
        messages.info(request, most if count else "所选月份没有凭证。")
        return redirect(back)
    joined = "book__union", "made_by", "reviewed_by", "movement"
    found = rows.select_related(*joined).prefetch_related(LINES).order_by("month", "number")
    return _printed(request, list(found), f"记账凭证{span.words}.pdf", back)


def _printed(request, found, name, back):
    """Each voucher laid out: six lines a sheet, blank ones up to six, sums on the last."""
    sheets = [sheet for one in found for sheet in laid_out(one)]
    return drawn(request, "papers/voucher.html", {"sheets": sheets}, name, back)


def laid_out(one: Voucher) -> list[dict]:
    """The sheets of one voucher."""
    lines, fen = list(one.lines.all()), sum_of(one)
    parts = [lines[at : at + ON_A_VOUCHER] for at in range(0, len(lines), ON_A_VOUCHER)]
    many = len(parts)
    return [
        {
            "voucher": one,
            "lines": part,
            "blank": range(ON_A_VOUCHER - len(part)),
            "fen": fen,
            "red": -fen,
            "is_last": number == many,
            "part": f"{number}/{many}" if many > 1 else "",
        }
        for number, part in enumerate(parts, 1)
    ]


def _exported(request, pk):
    book = book_seen(request, pk)
    rows, span, _ = found_in(request, book)
    joined = "voucher__made_by", "voucher__reviewed_by", "voucher__movement__title__studio"
    lines = lines_of(book).filter(voucher__in=rows.values("pk")).select_related(*joined, "account")
    return book, export(book, span, lines.order_by("voucher__month", "voucher__number", "place"))


@require_safe
def vouchers_workbook(request, pk):
    """Every line of the vouchers of a span as a workbook."""
    book, table = _exported(request, pk)
    return workbook_of(request, table, book.union)


@require_safe
def vouchers_csv(request, pk):
    """The same as CSV."""
    book, table = _exported(request, pk)
    return csv_of(request, table, book.union)


@require_safe
def vouchers_export(request, pk):
    """What the files for the accountant's software hold, column by column."""
    book = book_seen(request, pk)
    span, form = span_of(request, book)
    columns = [(place, column.label, what) for place, (column, what) in enumerate(EXPORT, 1)]
    page = {"book": book, "columns": columns, "span": span, "form": form}
    return render(request, "books/export.html", page | {"crumbs": way(book, "导出凭证")})


# Typed by hand


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
    one = _voucher(request, pk)
    book, back = book_kept(request, one.book_id), reverse("voucher", args=[pk])
    form = ReverseForm(
        request.POST or None, book=book, on=clock.today(), initial={"on": clock.today()}
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            draft = typed.put_down_reversal(one, given["on"], given["reason"], **moment(request))
        except (NotPossible, NotPermitted) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "冲销凭证已保存，等另一人审核后编号记账。")
            return redirect("draft", draft.pk)
    page = {"voucher": one, "form": form, "back": back, "fen": sum_of(one)}
    page["crumbs"] = [*way(book, "")[:-1], *_after(book, f"冲销{one}")]
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
            messages.warning(request, "请选择审核意见；退回的须写明理由。" if form else CHANGED)
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


@require_safe
def movement(request, pk):
    """One movement: what moved, its vouchers, the payment and what undid it."""
    seen = Movement.objects.visible_to(request.user, on=clock.today())
    joined = "union", "title__studio", "payment", "entered_by", "reverses", "reversal"
    one = get_object_or_404(seen.select_related(*joined), pk=pk)
    page = {"movement": one, "vouchers": one.vouchers.select_related("reversal").order_by("pk")}
    page["reads_books"] = unions_read(request.user, clock.today()).filter(pk=one.union_id).exists()
    page["crumbs"] = [
        {"label": "专款", "url": reverse("funds")},
        {"label": one.title.studio.title, "url": reverse("fund", args=[one.title_id])},
        {"label": one.summary},
    ]
    return render(request, "books/movement.html", page)
