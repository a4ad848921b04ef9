"""Pages of vouchers: the list, one with the way back to the money, on paper, as files."""

from django.contrib import messages
from django.db.models import Prefetch, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from workshops import clock
from workshops.studios.ledger_views import number_in

from .forms import FindForm
from .models import Movement
from .posts import keeping_post
from .reports import lines_of
from .seen import (
    UP,
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
from .vouchers import Source, Voucher, VoucherLine

LINES = Prefetch("lines", VoucherLine.objects.select_related("account"))
MOST_VOUCHERS = 60  # in one file, each a page of its own; more would keep the press too long
MOST_PARTS = 10  # ways to print; more are reached by fewer months
ON_A_VOUCHER = 6  # lines of the printed form


def found_in(request, book):
    """The vouchers asked for, and the form that asked."""
    span, _ = span_of(request, book)
    form = FindForm(request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    rows = book.vouchers.filter(month__gte=span.first, month__lte=span.last)
    if given.get("source") == Source.REVERSAL:  # of what was typed, and of what was moved
        undoes = Q(reverses__isnull=False) | Q(movement__reverses__isnull=False)
        rows = rows.filter(Q(source=Source.REVERSAL) | undoes)
    elif given.get("source"):
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
    page = page_of(request, rows.order_by("-month", "-number").values_list("pk", flat=True))
    found = Voucher.objects.filter(pk__in=list(page)).order_by("-month", "-number").with_sums()
    found = found.select_related("made_by", "reviewed_by", "reversal", "reverses")
    shown = {"book": book, "vouchers": found, "form": form, "span": span}
    shown["parts"] = print_parts(page.paginator.count)
    shown["asked"] = request.GET.urlencode() or span.query
    shown |= {"paging": turning(request, page), "crumbs": way(book, "记账凭证")}
    return render(request, "books/vouchers.html", shown)


def voucher_seen(request, pk) -> Voucher:
    """The voucher, for those who may read its books."""
    joined = f"book__{UP}", "movement__payment", "movement__title__studio", "reversal", "reverses"
    seen = Voucher.objects.visible_to(request.user, on=clock.today())
    seen = seen.select_related(*joined, "made_by", "reviewed_by").prefetch_related(LINES)
    return get_object_or_404(seen, pk=pk)


@require_safe
def voucher(request, pk):
    """One voucher: its lines, and the way to the movement and the payment under it."""
    one, on = voucher_seen(request, pk), clock.today()
    kept = keeping_post(one.book.union, request.user, on)
    closed = one.reverses_id or hasattr(one, "reversal") or one.book.ended_on
    if one.source == Source.YEAR_END:
        closed = closed or one.month < one.book.open_month()
    waits = one.drafts.filter(decided_at=None).first()
    page = {"voucher": one, "book": one.book, "fen": sum_of(one), "waits": waits}
    page["lines"] = [(row.account, row.debit_fen, row.credit_fen) for row in one.lines.all()]
    page |= {"may_reverse": kept and not closed and not waits}
    page["crumbs"] = [*way(one.book, "")[:-1], *way_to(one.book, str(one))]
    return render(request, "books/voucher.html", page)


def way_to(book, word: str) -> list[dict]:
    """The end of the way to a page of a voucher."""
    return [{"label": "记账凭证", "url": reverse("vouchers", args=[book.pk])}, {"label": word}]


def sum_of(voucher) -> int:
    return sum(line.debit_fen for line in voucher.lines.all())


@require_safe
def voucher_print(request, pk):
    """One voucher on paper, in the usual form."""
    one = voucher_seen(request, pk)
    return _printed(request, [one], f"{one}.pdf", reverse("voucher", args=[pk]))


@require_safe
def vouchers_print(request, pk):
    """The vouchers of a span in one file, each a page of its own."""
    book = book_seen(request, pk)
    rows, span, _ = found_in(request, book)
    back = f"{reverse('vouchers', args=[pk])}?{span.query}"
    part = max(number_in(request.GET.get("part", "")), 1)
    joined = "book__union", "made_by", "reviewed_by", "movement"
    found = rows.select_related(*joined).prefetch_related(LINES).order_by("month", "number")
    found = list(found[MOST_VOUCHERS * (part - 1) : MOST_VOUCHERS * part])
    if not found:
        messages.info(request, "所选月份没有凭证。")
        return redirect(back)
    return _printed(request, found, f"记账凭证{span.words}-{part}.pdf", back)


def print_parts(count: int) -> list[tuple[int, str]]:
    """The files in which so many vouchers are printed, each with its words."""
    if count <= MOST_VOUCHERS:
        return [(1, "打印（PDF）")]
    starts = range(0, count, MOST_VOUCHERS)
    ends = [min(at + MOST_VOUCHERS, count) for at in starts]
    pairs = enumerate(zip(starts, ends, strict=True), 1)
    return [(part, f"打印第{at + 1}–{end}张") for part, (at, end) in pairs][:MOST_PARTS]


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
    page = {"book": book, "columns": columns, "form": form}
    page["asked"] = request.GET.urlencode() or span.query
    return render(request, "books/export.html", page | {"crumbs": way(book, "导出凭证")})


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
