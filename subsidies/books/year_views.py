"""Pages of a year's end: what would clear where, the transfer put down, where accounts go."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from workshops import clock
from workshops.records.lifecycle import NotPossible

from .clearing import receiving, targets, to_clear
from .posts import keeping_post
from .rule_forms import ClearingForm
from .seen import book_kept, book_seen, way
from .year_acts import put_down_year_end, set_clearing
from .year_end import Entry, entries, obstacles, put_down_so_far, sides_of, transfer_in

pages = require_http_methods(["GET", "POST"])
CONSEQUENCES = (
    "按现在的余额编制一张年终结转凭证，日期是{year}年12月31日，等另一人审核后编号记账。",
    "记账以后，收入、支出科目的余额为零，结余转入净资产科目，作为{next}年的期初余额。",
    "现金、银行存款和每笔补助的专款结余不变。",
    "12月结账以前可以红字冲销，改正后重新结转；12月结账以后不能再冲销。",
)


def moment(request) -> dict:
    """By whom and when, for an act."""
    return {"by": request.user, "on": clock.today(), "at": clock.now()}


@pages
def year_end(request, pk):
    """The end of the year that is open: what stands in its way, the entries, the button."""
    one = book_kept(request, pk) if request.method == "POST" else book_seen(request, pk)
    month = one.open_month()
    year = month.year
    if request.method == "POST":
        return _put_down(request, one, year)
    on = clock.today()
    kept = keeping_post(one.union, request.user, on)
    page = {"book": one, "year": year, "kept": kept, "summary": f"{year}年年终结转"}
    made, typed = put_down_so_far(one)
    page |= {"done": standing_in(made, year), "draft": transfer_in(typed), "transfers": made}
    page |= before_it(one, month, page, typed, on)
    page["consequences"] = [line.format(year=year, next=year + 1) for line in CONSEQUENCES]
    page |= {"back": reverse("book", args=[pk]), "crumbs": way(one, "年终结转")}
    return render(request, "books/year_end.html", page)


def standing_in(made, year: int):
    """The one of these that cleared the year and stands."""
    own = (one for one in made if one.month.year == year and not hasattr(one, "reversal"))
    return next(own, None)


def before_it(book, month, page: dict, typed, on) -> dict:
    """What would be cleared by which lines, and what stands in the way of it."""
    year = month.year
    found = [] if page["draft"] or book.ended_on else entries(book, year)
    begun = page["done"] or page["draft"] or book.ended_on
    open_ = [] if begun else obstacles(book, year, on, found, typed, month)
    return {
        "entries": found,
        "lines": lines_of(book, found),
        "fen": sum(map(moved, found)),
        "obstacles": [(why, name and reverse(name, args=[book.pk])) for why, name in open_],
    }


def moved(entry: Entry) -> int:
    return abs(entry.fen)


def lines_of(book, found: list[Entry]) -> list[tuple]:
    """The lines of the voucher as it would be; nothing while somebody has to say where they go."""
    if not found or any(one.target is None for one in found):
        return []
    accounts = {one.pk: one for entry in found for one in (entry.account, entry.target)}
    return [(accounts[pk], debit, credit) for pk, debit, credit in sides_of(found)]


def _put_down(request, book, year: int):
    """Put the transfer down, or say why not."""
    try:
        draft = put_down_year_end(book, year, **moment(request))
    except NotPossible as refusal:
        messages.warning(request, str(refusal))
        return redirect("year_end", book.pk)
    messages.success(request, "年终结转凭证已编制，等另一人审核后编号记账。")
    return redirect("draft", draft.pk)


@pages
def clearing(request, pk):
    """Where each account of income and expenditure goes at the end of a year."""
    one = book_kept(request, pk)
    net, accounts = receiving(one.chart.accounts.all()), to_clear(one)
    now = targets(one, accounts)
    form = ClearingForm(request.POST or None, accounts=accounts, net=net, now=now)
    if request.method == "POST" and form.is_valid():
        rules = set_clearing(one, form.changed(), **moment(request))
        messages.success(request, f"已设置{len(rules)}条结转规则。" if rules else "没有改动。")
        return redirect("year_end", pk)
    page = {"book": one, "form": form, "net": net, "back": reverse("year_end", args=[pk])}
    page["rules"] = one.clearings.select_related("account", "target", "made_by").order_by("-pk")
    page["crumbs"] = way(one, "结转规则")
    return render(request, "books/clearing.html", page, status=422 if form.errors else 200)
