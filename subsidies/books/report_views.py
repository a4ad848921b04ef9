"""Pages of the reports: trial balance, the ledger of an account, the fund books of grants."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from workshops import clock
from workshops.studios.ledger_views import number_in

from . import funds as grants
from .models import Kind, Movement
from .reports import SIX, account_over, agree, balances, cleared_in, counter, side, totals
from .seen import book_seen, page_of, print_of, span_of, turning, way, workbook_of
from .tables import Table, fund_rows_table, funds_table, ledger, ledger_word, trial


@require_safe
def balance(request, pk):
    """The trial balance of a span; every account opens its ledger."""
    book = book_seen(request, pk)
    span, form = span_of(request, book)
    before = asked_before(request)
    rows = balances(book, span, before_transfer=before)
    six = totals(rows)
    page = {"book": book, "rows": rows, "agree": agree(six), "span": span, "before": before}
    page["cleared"] = before or cleared_in(book, span)
    page["foot"] = list(zip(six, SIX, strict=True))
    return render(
        request, "books/balance.html", page | {"form": form, "crumbs": way(book, "科目余额表")}
    )


def asked_before(request) -> bool:
    """Whether the trial balance is asked for as it was before the years were cleared."""
    return request.GET.get("before") == "1"


def _trial(request, pk) -> tuple:
    book = book_seen(request, pk)
    span, _ = span_of(request, book)
    before = asked_before(request)
    rows = balances(book, span, before_transfer=before)
    return book, span, trial(book, span, rows, "（年终结转前）" if before else "")


@require_safe
def balance_workbook(request, pk):
    """The trial balance as a workbook."""
    book, _, table = _trial(request, pk)
    return workbook_of(request, table, book.union)


@require_safe
def balance_print(request, pk):
    """The trial balance on paper."""
    book, span, table = _trial(request, pk)
    return print_of(request, table, book.union, f"{reverse('balance', args=[pk])}?{span.query}")


def used_accounts(book):
    """The accounts of the chart on which something was booked."""
    return book.chart.accounts.filter(lines__voucher__book=book).distinct()


def first_of(accounts) -> int | None:
    """The account shown where none is asked for: cash or bank before others."""
    return accounts.order_by("-holds_money", "code").values_list("pk", flat=True).first()


def _account(request, pk) -> tuple:
    """The books, the span, and the account asked for over it."""
    book = book_seen(request, pk)
    span, form = span_of(request, book)
    used = used_accounts(book)
    wanted = {"code": request.GET["code"]} if "code" in request.GET else {"pk": first_of(used)}
    account = get_object_or_404(book.chart.accounts, **wanted)
    return book, span, form, account_over(book, account, span)


@require_safe
def account(request, pk):
    """The ledger of an account; of cash and bank their day book; every line opens its voucher."""
    book = book_seen(request, pk)
    if "code" not in request.GET:
        page = {"book": book, "accounts": used_accounts(book), "crumbs": way(book, "明细账")}
        return render(request, "books/accounts.html", page)
    book, span, form, found = _account(request, pk)
    page = page_of(request, found.lines)
    rows = [
        {"line": line, "counter": counter(line), "left": abs(left), "side": side(left)}
        for line in page
        for left in [found.opening + line.running]
    ]
    shown = {"book": book, "found": found, "rows": rows, "span": span, "form": form}
    shown |= {"paging": turning(request, page), "first": page.number == 1}
    shown |= {"last": not page.has_next(), "word": ledger_word(found.account)}
    shown |= {"start": abs(found.opening), "start_side": side(found.opening)}
    shown |= {"end": abs(found.closing), "end_side": side(found.closing)}
    shown["crumbs"] = way(book, f"{found.account.title}{ledger_word(found.account)}")
    return render(request, "books/account.html", shown)


@require_safe
def account_workbook(request, pk):
    """The ledger of an account as a workbook."""
    book, span, _, found = _account(request, pk)
    return workbook_of(request, ledger(book, span, found), book.union)


@require_safe
def account_print(request, pk):
    """The ledger of an account on paper."""
    book, span, _, found = _account(request, pk)
    back = f"{reverse('book_account', args=[pk])}?code={found.account.code}&{span.query}"
    return print_of(request, ledger(book, span, found), book.union, back)


# 专款专用


def movements_seen(request):
    return Movement.objects.visible_to(request.user, on=clock.today())


def _chosen(request):
    """The fund books one may see, and the one asked for; nothing where there is none."""
    found = grants.funds(movements_seen(request))
    asked = request.GET.get("fund", "")
    return found, next((one for one in found if one.key == asked), next(iter(found), None))


@require_safe
def funds(request):
    """The fund books of all titles one may see, each grant a line; every figure opens its rows."""
    found, one = _chosen(request)
    page = {"funds": found, "fund": one}
    if one:
        rows = page_of(request, one.lines)
        page |= {"lines": grants.named(rows), "paging": turning(request, rows)}
    return render(request, "books/funds.html", page)


@require_safe
def funds_workbook(request):
    """The same as a workbook."""
    _, one = _chosen(request)
    if one is None:
        raise Http404
    post = next(iter(request.user.posts(clock.today())), None)
    return workbook_of(request, funds_table(one), post.union if post else request.user)


def _of_one_kind(request) -> bool:
    """Whether only the movements of one kind are asked for."""
    return request.GET.get("kind") in Kind.values


def _fund(request, pk) -> tuple:
    """The movements of a title one may see, and those the address asks for."""
    own = movements_seen(request).filter(title=pk)
    one = get_object_or_404(own.select_related("title__studio").order_by("pk")[:1])
    asked = own
    for name in ("union", "payment"):
        if key := number_in(request.GET.get(name, "")):
            asked = asked.filter(**{name: key})
    if _of_one_kind(request):
        asked = asked.filter(kind=request.GET["kind"])
    return one.title, own, asked


@require_safe
def fund(request, pk):
    """The fund book of one title: by payment, and every movement with what is left after it."""
    title, own, asked = _fund(request, pk)
    page = page_of(request, grants.rows(asked))
    books = [(one, grants.named(one.lines)) for one in grants.funds(own)]
    alone = _of_one_kind(request)
    rows = [(one, grants.left_after(one, one_kind=alone)) for one in page]
    shown = {"title": title, "books": books, "rows": rows}
    shown |= {"paging": turning(request, page), "asked": request.GET.urlencode()}
    shown["crumbs"] = [
        {"label": "专款", "url": reverse("funds")},
        {"label": title.studio.title},
    ]
    return render(request, "books/fund.html", shown)


def _fund_table(request, pk) -> tuple[object, Table]:
    title, _, asked = _fund(request, pk)
    found = grants.rows(asked)
    return title, fund_rows_table(title, found, one_kind=_of_one_kind(request))


@require_safe
def fund_workbook(request, pk):
    """The movements of a title's money as a workbook."""
    title, table = _fund_table(request, pk)
    return workbook_of(request, table, title.unit_union)


@require_safe
def fund_print(request, pk):
    """The movements of a title's money on paper."""
    title, table = _fund_table(request, pk)
    return print_of(request, table, title.unit_union, reverse("fund", args=[pk]))
