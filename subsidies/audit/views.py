"""Pages of audit: the totals by year, the rows under each, what is exceptional, the samples."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from workshops import clock
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.titles.models import Title
from workshops.titles.year_sheets import CheckSheet
from workshops.unions.models import Kind, Role, TradeUnion

from . import actions as acts
from . import pages as parts
from . import totals
from .exceptions import exceptions
from .file import volumes
from .forms import ConclusionForm, SampleForm
from .models import ANSWERING, Finding, Look, Pool, Sample

ON_A_PAGE, YEARS_SHOWN = 50, 5
SHOWN = 20  # findings on the page of a year; the list has them all
both = require_http_methods(["GET", "POST"])


def audited(request):
    """The unions this person audits."""
    own = request.user.unions_as(Role.AUDITOR, on=clock.today())
    return TradeUnion.objects.filter(pk__in=own).order_by("pk")


def first_named(to: str) -> Subquery:
    """Read along with a union: the day of its first title, `to` is the way to it."""
    rows = Title.objects.filter(**{to: OuterRef("pk")}).order_by("named_on")
    return Subquery(rows.values("named_on")[:1])


def union_of(request, pk, year=None, **more) -> TradeUnion:
    """The union, for those who audit it, and a year that may be asked for; `more` is read along."""
    if year is not None and year not in totals.YEARS:
        raise Http404
    return get_object_or_404(audited(request).annotate(**more), pk=pk)


def crumbs(union=None, year=None, *last) -> list[dict]:
    """The way back: all years, one year, what is below it."""
    way = [{"label": "经审", "url": reverse("audit")}]
    if union:
        way.append({"label": f"{year}年度", "url": reverse("audit_year", args=[union.pk, year])})
    return way + [{"label": word} for word in last]


@require_safe
def audits(request):
    """Every year of every union one audits, with its totals; others find what concerns them."""
    first = {
        "first_above": first_named("authority"),
        "first_own": first_named("studio__unit_union"),
    }
    on, unions = clock.today(), list(audited(request).annotate(**first))
    if not unions and request.user.holds(*ANSWERING, on=on):
        return redirect("findings")
    if not unions:
        raise Http404
    found = totals.sums(unions)
    shown = []
    for union in unions:
        years = years_of(union, found, on)
        columns = [totals.lines(found, union, year) for year in years[:YEARS_SHOWN]]
        rows = [list(zip(years, row, strict=False)) for row in zip(*columns, strict=True)]
        older = years[YEARS_SHOWN:]
        shown.append({"union": union, "years": years[:YEARS_SHOWN], "rows": rows, "older": older})
    page = {"shown": shown, "open": open_findings(request.user, on)}
    return render(request, "audit/audits.html", page)


def years_of(union, found: dict, on) -> list[int]:
    """Every year from its first title or movement until today, latest first; empty ones too."""
    moved = {year for owner, year in found if owner == union.pk}
    named = union.first_above if union.kind == Kind.AUTHORITY else union.first_own
    first = min(moved | {on.year} | ({named.year} if named else set()))
    return sorted({*range(first, on.year + 1), *moved}, reverse=True)


def open_findings(person, on) -> list[dict]:
    """What is not yet put right, for the top of the page."""
    seen = Finding.objects.visible_to(person, on=on).with_last()
    waits = seen.filter(Q(last=None) | ~Q(last__in=("closed", "taken_back")))
    return [parts.line(one, on) for one in waits.select_related("concerned").order_by("pk")[:20]]


@require_safe
def audit_year(request, pk, year):
    """One year: its totals with the way into each, what is exceptional, samples and findings."""
    written, on = Finding.objects.filter(union=pk, year=year), clock.today()
    many = written.order_by().values("union").annotate(many=Count("pk")).values("many")
    union = union_of(request, pk, year, written=Coalesce(Subquery(many), 0))
    found = written.with_last().select_related("concerned").order_by("-pk")[:SHOWN]
    page = {
        "union": union,
        "year": year,
        "lines": totals.lines(totals.sums([union]), union, year),
        "samples": Sample.objects.filter(union=union, year=year)
        .select_related("conclusion")
        .order_by("-pk"),
        "rows": [parts.line(one, on) for one in found],
        "written": union.written,
        "checks": checks(union, year) if union.kind == Kind.AUTHORITY else [],
        "own": f"union-{pk}",
        "crumbs": [*crumbs(), {"label": f"{year}年度"}],
    }
    page["signs"] = signs(union)
    page["volumes"] = bound_in = volumes(union, year)
    page["volume_numbers"] = range(1, bound_in + 1)
    return render(request, "audit/year.html", page)


def signs(union: TradeUnion) -> str:
    """The check that departments sign together, where the text of this authority has one."""
    regulation = union.regulation if union.kind == Kind.AUTHORITY else None
    duties = regulation.editions[-1].duties if regulation else ()
    return next((duty.label for duty in duties if duty.signed_by), "")


def checks(union: TradeUnion, year: int):
    """The sheets of joint checks made that year, without their bytes."""
    found = CheckSheet.objects.filter(union=union, record__assessed_on__year=year)
    found = found.filter(record__withdrawn_at=None).select_related("record__title__studio")
    return found.defer("content").order_by("-pk")


@require_safe
def audit_rows(request, pk, year, figure):
    """The rows that make up one total, each leading to the thing itself."""
    union = union_of(request, pk, year)
    if figure == totals.UNSPENT:
        total, label, said = None, "尚未使用", totals.UNSPENT_SAID
        found = totals.unspent_of(union, year)
        fen = found.order_by().aggregate(fen=Sum("left"))["fen"] or 0
        page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
        shown = totals.read_unspent(page.object_list)
    else:
        total = next((one for one in totals.shown_to(union) if one.key == figure), None)
        if total is None:
            raise Http404
        found = totals.rows_of(total, union, year)
        label, said, fen = total.label, total.said, totals.fen_of(found)
        page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
        shown = totals.read(total, page.object_list)
    told = {"union": union, "year": year, "label": label, "said": said, "fen": fen}
    told |= {"rows": shown, "page_of": page, "crumbs": crumbs(union, year, label)}
    return render(request, "audit/rows.html", told | {"who": bool(total and total.who)})


@both
def audit_exceptions(request, pk, year):
    """What did not go its plain way in a year; an auditor says when they were looked at."""
    looks = Look.objects.filter(union=OuterRef("pk"), year=year).order_by("-at")
    union = union_of(request, pk, year, looked_at=Subquery(looks.values("at")[:1]))
    on = clock.today()
    if request.method == "POST":
        acts.look(union, year, by=request.user, on=on, at=clock.now())
        messages.success(request, "已记下，工作台只再提醒以后新出现的。")
        return redirect("audit_exceptions", pk, year)
    rows = exceptions(union, year, on)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    told = {"union": union, "year": year, "page_of": page, "crumbs": crumbs(union, year, "例外")}
    return render(request, "audit/exceptions.html", told)


# Samples


@both
def sample_new(request, pk, year):
    """Draw lots over a year's payments or expenses."""
    union, on = union_of(request, pk, year), clock.today()
    sizes = {pool: totals.pool_of(union, year, pool).count() for pool in Pool}
    form = SampleForm(request.POST or None, sizes=sizes)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        own = union, year, given["pool"], given["number"], given["seed"]
        try:
            sample = acts.draw(*own, by=request.user, on=on, at=clock.now())
        except (NotPermitted, NotPossible):
            messages.warning(request, "参加抽签的笔数有变动，请核对后再抽。")
            return redirect("sample_new", pk, year)
        messages.success(request, f"已抽取{sample.number}笔。")
        return redirect("audit_sample", sample.pk)
    page = {"union": union, "year": year, "form": form, "sizes": sizes, "any": any(sizes.values())}
    page |= {"back": reverse("audit_year", args=[pk, year])}
    return render(request, "audit/sample_new.html", page | {"crumbs": crumbs(union, year, "抽查")})


@both
def audit_sample(request, pk):
    """One sample: what was drawn, how anybody draws it again, and what came of it."""
    on = clock.today()
    seen = Sample.objects.visible_to(request.user, on=on)
    sample = get_object_or_404(seen.select_related("union", "by", "conclusion__by"), pk=pk)
    form = None if hasattr(sample, "conclusion") else ConclusionForm(request.POST or None)
    if request.method == "POST" and form and form.is_valid():
        acts.conclude(sample, form.cleaned_data["text"], by=request.user, on=on, at=clock.now())
        messages.success(request, "已填写抽查结论。")
        return redirect("audit_sample", pk)
    drawn = Paginator(sample.drawn, ON_A_PAGE).get_page(request.GET.get("page"))
    page = {"sample": sample, "rows": parts.drawn_rows(sample, drawn), "page_of": drawn}
    page["form"] = form
    page |= {"again": parts.drawn_again(sample), "union": sample.union, "year": sample.year}
    page["crumbs"] = crumbs(sample.union, sample.year, "抽查")
    return render(request, "audit/sample.html", page)
