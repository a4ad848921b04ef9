"""Pages of the books: whose there are, one union's, opening them, rules, what waits, months."""

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from workshops import clock
from workshops.applications.amendments import readings_in_force
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.records.steps import CHANGED
from workshops.unions.models import TradeUnion

from . import actions as acts
from . import pages as said
from .charts import Chart, ChartAccount
from .forms import CloseForm, OpenForm, months_to_close
from .named import account_named_in, editions_of
from .posts import keeping_post
from .rule_forms import RulesForm
from .seen import UP, book_kept, book_seen, page_of, turning, way
from .sets import Book, first_of, unions_read
from .vouchers import waiting
from .year_end import uncleared

MOST_AT_ONCE = 500  # vouchers drawn in one request
pages = require_http_methods(["GET", "POST"])


def moment(request) -> dict:
    """By whom and when, for an act."""
    return {"by": request.user, "on": clock.today(), "at": clock.now()}


@require_safe
def books(request):
    """The books this person may read, and the unions for which there are none yet."""
    person, on = request.user, clock.today()
    found = Book.objects.visible_to(person, on=on).select_related(UP, "chart")
    page = page_of(request, found.order_by("union_id", "-opened_on"))
    unions = unions_read(person, on)
    without = unions.filter(~Exists(Book.objects.filter(union=OuterRef("pk"), ended_on=None)))
    own = without.filter(pk__in=[post.union_id for post in person.posts(on)])
    to_open = [one for one in own if keeping_post(one, person, on)]
    shown = {"books": page, "paging": turning(request, page), "to_open": to_open}
    shown |= {"lacking": without.exclude(pk__in=[one.pk for one in to_open]).count()}
    return render(request, "books/books.html", shown)


@require_safe
def book(request, pk):
    """One union's books: how far they have come, what is to be done, the reports."""
    one, on = book_seen(request, pk), clock.today()
    now = said.standing(one, request.user, on)
    accounts = one.chart.accounts.filter(lines__voucher__book=one).distinct()
    page = {"book": one, "now": now, "facts": said.facts(one), "crumbs": way(one)}
    page["steps"] = said.steps(one, now) if now["kept"] else []
    page["money_accounts"] = [account for account in accounts if account.holds_money]
    return render(request, "books/book.html", page)


@pages
def book_new(request):
    """Choose a chart and open books from a month on."""
    person, on = request.user, clock.today()
    unions = [post.union for post in person.posts(on) if keeping_post(post.union, person, on)]
    by_pk = {f"{union.pk}": union for union in unions}
    union = by_pk.get(request.GET.get("union", ""), next(iter(unions), None))
    if union is None:
        raise Http404
    charts = Chart.objects.visible_to(person, on=on).order_by("-valid_from", "pk")
    begin = {"month": first_of(on).replace(month=1)}
    form = OpenForm(request.POST or None, union=union, charts=charts, initial=begin)
    page = {"form": form, "union": union, "charts": charts, "back": reverse("books")}
    page["current"] = any(one.holds_on(on) for one in charts)
    page["says"] = kept_beyond(union, [one for one in charts if not one.holds_on(on)], on)
    page["crumbs"] = [{"label": "账套", "url": reverse("books")}, {"label": "建账"}]
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.open_books(union, **form.cleaned_data, **moment(request))
        except (NotPossible, NotPermitted) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已建账。下一步设置记账规则。")
            return redirect("book_rules", made.pk)
    return render(request, "books/new.html", page, status=409 if form.errors else 200)


def kept_beyond(union, charts, on) -> list[tuple]:
    """The charts that have ended whose accounts a text names for this union, with its words."""
    accounts = ChartAccount.objects.filter(chart__in=charts).values_list("chart", "full_title")
    titles = {chart.pk: {title for at, title in accounts if at == chart.pk} for chart in charts}
    said = ((chart, account_named_in(union, titles[chart.pk], on)) for chart in charts)
    return [(chart, words) for chart, words in said if words]


@pages
def book_rules(request, pk):
    """On which accounts each kind of movement is booked."""
    one, on = book_kept(request, pk), clock.today()
    editions = editions_of(one.union)
    authority = one.union.authority
    settings = readings_in_force(authority, editions[-1].key) if editions else {}
    first = {"from_on": one.opened_on if not one.rules_known else on}
    form = RulesForm(
        request.POST or None,
        book=one,
        kinds=said.kinds_of(one),
        accounts=list(one.chart.accounts.all()),
        settings=settings,
        initial=first,
    )
    if request.method == "POST" and form.is_valid():
        rows = form.changed()
        for kind, debit, credit in rows:
            from_on = form.cleaned_data["from_on"]
            acts.set_rule(one, kind, debit, credit, from_on, **moment(request))
        messages.success(request, f"已设置{len(rows)}条记账规则。" if rows else "没有改动。")
        return redirect("book_waiting" if waiting(one).exists() else "book", one.pk)
    page = {"book": one, "form": form, "rules": one.rules_known, "back": reverse("book", args=[pk])}
    page["sections"] = [{"legend": "", "fields": [form["from_on"]]}, *form.parts]
    page["crumbs"] = way(one, "记账规则")
    return render(request, "books/rules.html", page, status=422 if form.errors else 200)


@pages
def book_waiting(request, pk):
    """What no voucher books yet, with what each would become; booked one by one or together."""
    one = book_kept(request, pk) if request.method == "POST" else book_seen(request, pk)
    if request.method == "POST":
        return _posted(request, one)
    joined = "payment", "title__authority", "title__studio", "union", "reverses", "reversal"
    page = page_of(request, waiting(one).select_related(*joined))
    shown = {"book": one, "rows": said.previews(one, list(page)), "crumbs": way(one, "待记账")}
    shown |= {"paging": turning(request, page), "count": page.paginator.count}
    kept = keeping_post(one.union, request.user, clock.today())
    shown |= {"kept": kept, "most": MOST_AT_ONCE}
    shown["able"] = any(not row["why"] for row in shown["rows"])
    return render(request, "books/waiting.html", shown)


def _posted(request, book):
    """Book what was chosen, and say what was left and why."""
    asked = request.POST.getlist("movement")
    chosen = [int(pk) for pk in asked if pk.isdecimal() and len(pk) < 16]
    if "all" in request.POST:
        chosen = list(waiting(book).values_list("pk", flat=True)[:MOST_AT_ONCE])
    vouchers, left = acts.post_waiting(book, chosen, **moment(request))
    if vouchers:
        first, last = vouchers[0], vouchers[-1]
        words = f"{first}" if first == last else f"{first} 至 {last}"
        messages.success(request, f"已记账 {len(vouchers)} 张：{words}。")
    for why in dict.fromkeys(left.values()):
        messages.warning(request, f"没有记账：{why}")
    return redirect("book_waiting", book.pk)


@pages
def book_months(request, pk):
    """Which months are closed, and closing those that are over."""
    one = book_kept(request, pk) if request.method == "POST" else book_seen(request, pk)
    on = clock.today()
    open_ones, why = closable(one, on)
    form = CloseForm(request.POST or None, months=open_ones)
    if request.method == "POST" and form.is_valid():
        return _closed(request, one, form)
    page = {"book": one, "form": form, "open_ones": open_ones, "crumbs": way(one, "月结")}
    page["closings"] = one.closings.select_related("closed_by").order_by("-month")
    page |= {"waits": waiting(one).count(), "uncleared": why}
    page["kept"] = keeping_post(one.union, request.user, on)
    return render(request, "books/months.html", page, status=422 if form.errors else 200)


def closable(book, on) -> tuple[list, str]:
    """The months one may close, and why not those from an uncleared December on."""
    over = months_to_close(book, on)
    for month in over:
        if month.month == 12 and (why := uncleared(book, month, month)):
            return [one for one in over if one < month], why
    return over, ""


def _closed(request, book, form):
    """Close, or say why not."""
    until = next(m for m in months_to_close(book, clock.today()) if f"{m}" == form_until(form))
    try:
        closed = acts.close_months(book, until, **moment(request))
    except NotPossible as refusal:
        messages.warning(request, str(refusal))
    except NotPermitted:
        messages.warning(request, CHANGED)
    else:
        messages.success(request, f"已结账到{closed[-1]}。")
    return redirect("book_months", book.pk)


def form_until(form) -> str:
    return form.cleaned_data["until"]


def union_of(person, pk, on) -> TradeUnion | None:
    """A union whose books this person may read."""
    return unions_read(person, on).filter(pk=pk).first()
