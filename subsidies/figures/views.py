"""Pages of figures: the money that moved, and what coming years commit; both as workbooks."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rules import money
from rules.facts import shown
from subsidies.budgets.models import Allotment
from subsidies.budgets.reckoning import moved, waiting_fen
from subsidies.budgets.unpaid import alike, named
from workshops import clock
from workshops.applications.models import MONEY
from workshops.documents.serving import as_table, as_taken
from workshops.documents.workbooks import Column, Sheet, of_sheets

from . import coming as ahead
from .counting import CUTS, MEASURES, counted, seen, total, years
from .exposed import exposed
from .forms import AssumedForm, CutForm

ACT = "导出资金统计"
MOST = 100  # lines on the page; the workbook has them all
COMPARED = ("需要（元）", "已编制待审批（元）", "预算还可审批（元）", "尚缺（元）")


def _money_people(request) -> list[int]:
    """The authorities whose money this person deals with; 404 for anybody else."""
    own = request.user.unions_as(*MONEY, on=clock.today())
    if not own:
        raise Http404
    return own


def _cut(request):
    """The form as asked, the cut's label and its lines."""
    on = clock.today()
    form = CutForm(request.GET, years=years(request.user, on))
    given = form.cleaned_data if form.is_valid() else {"by": "year", "year": ""}
    year = int(given["year"]) if given["year"] else None
    rows = counted(seen(request.user, on, year), given["by"])
    return form, CUTS[given["by"]][0], rows


@require_safe
def figures(request):
    """The money by year, kind, region, plaque or authority: drawn and tabled."""
    _money_people(request)
    form, label, rows = _cut(request)
    page = {"form": form, "cut": label, "rows": rows, "measures": [k.label for k in MEASURES]}
    page |= {"totals": total(rows), "asked": request.GET.urlencode()}
    return render(request, "figures/figures.html", page)


@require_safe
def table(request):
    """The same as a workbook; the export is recorded."""
    _money_people(request)
    _, label, rows = _cut(request)
    columns = [Column(label, width=36), Column("拨出补助占比", width=14)]
    columns.append(Column("拨付的称号数", width=14))
    columns += [Column(f"{kind.label}（元）", "money", 18) for kind in MEASURES]
    lines = [[row.label, row.part, row.titles, *row.cells] for row in rows]
    totals = ["合计", "", "", *total(rows)] if rows else None
    return as_table(request, ACT, f"补助资金（按{label}）", columns, lines, totals)


def _ahead(request):
    """The form as asked, the assumption, what it is reckoned from, its lines, what waits."""
    authorities, on = _money_people(request), clock.today()
    near = (post.union for post in request.user.posts(on) if post.union_id in authorities)
    texts = list(ahead.editions(dict.fromkeys(union.jurisdiction for union in near)).values())
    form = AssumedForm(request.GET, plaques=texts[0].plaques if texts else {})
    given = form.cleaned_data if form.is_valid() else {"assumed": ahead.PASS}
    new = {"many": given.get("many") or 0, "sort": given.get("sort") or None}
    groups = alike(ahead.standing(authorities))
    plan = ahead.Plan(groups, texts[0] if texts else None, **new)
    lines = plan.lines(on, given["assumed"])
    return form, given["assumed"], plan, lines, waiting_fen(authorities)


def _assumptions(plan: ahead.Plan, assumed: str, on) -> list[dict]:
    """The totals under every assumption, one beside the other; the one asked for is marked."""
    rows = []
    for key, label in ahead.ASSUMED.items():
        cells = plan.totals(on, key)
        row = {"label": label, "cells": cells, "total": sum(cells), "chosen": key == assumed}
        rows.append(row)
    return rows


def _allotted(request, on) -> dict[int, int]:
    """What of each year's budget is still there for what is to come."""
    own = request.user.unions_as(*MONEY, on=on)
    rows = Allotment.objects.standing().filter(budget__authority__in=own)
    sums = dict.fromkeys(ahead.span(on), 0)
    for year, fen in rows.values_list("budget__year", "amount_fen"):
        if year in sums:
            sums[year] += fen
    for one in moved(own):
        if one.year in sums:
            sums[one.year] += {"approved": -1, "returned": 1}.get(one.name, 0) * one.amount_fen
    return {year: max(0, fen) for year, fen in sums.items()}


def _compared(request, lines, prepared: int, on) -> list[dict]:
    """Each year: what is needed, what waits for approval, what the budget leaves, what lacks."""
    sums, allotted = ahead.totals(lines, on), _allotted(request, on)
    waiting = dict.fromkeys(ahead.span(on), 0)
    waiting[on.year] = prepared
    return [
        {"year": year, "fen": fen, "waiting": waiting[year], "allotted": allotted[year]}
        | {"short": max(0, fen + waiting[year] - allotted[year])}
        for year, fen in zip(ahead.span(on), sums, strict=True)
    ]


@require_safe
def coming(request):
    """What this year and the four that follow commit, under an assumption, beside the budget."""
    form, assumed, plan, lines, prepared = _ahead(request)
    on = clock.today()
    bars = _compared(request, lines, prepared, on)
    largest = max(
        [*(bar["fen"] + bar["waiting"] for bar in bars), *(b["allotted"] for b in bars), 1]
    )
    for bar in bars:
        bar["share"] = 100 * (bar["fen"] + bar["waiting"]) // largest
        bar["line"] = 100 * bar["allotted"] // largest
    total = sum(bar["fen"] for bar in bars)
    titles = named(one.title_id for one in lines[:MOST])
    rows = [
        {"title": titles.get(one.title_id), "label": one.label, "cells": _cells(one, on)}
        for one in lines[:MOST]
    ]
    page = {"form": form, "bars": bars, "rows": rows, "more": max(0, len(lines) - MOST)}
    page |= {"years": ahead.span(on), "total": total, "capitals": money.capitals(total)}
    page |= {"assumptions": _assumptions(plan, assumed, on), "exposed": exposed(plan.groups, on)}
    return render(request, "figures/coming.html", page | {"asked": request.GET.urlencode()})


@require_safe
def coming_table(request):
    """The years beside the budget under the assumption, and every title with what it asks for."""
    _, assumed, plan, lines, prepared = _ahead(request)
    on = clock.today()
    title = f"今后五年的资金需要，假设{ahead.ASSUMED[assumed]}"
    dated = f"{title}（{shown(on)}）"
    years = _years_sheet(dated, _compared(request, lines, prepared, on))
    both = _assumed_sheet(_assumptions(plan, assumed, on), on)
    content = of_sheets([years, _titles_sheet(dated, lines, on), both])
    return as_taken(request, ACT, title, content, len(lines))


def _years_sheet(title, years) -> Sheet:
    columns = [Column("年度", width=12), *(Column(label, "money", 22) for label in COMPARED)]
    names = ("fen", "waiting", "allotted", "short")
    rows = [[f"{year['year']}年", *(year[name] for name in names)] for year in years]
    return Sheet(title, columns, rows, tab="各年需要与预算")


def _assumed_sheet(rows, on) -> Sheet:
    columns = [Column("假设", width=30)]
    columns += [Column(f"{year}年（元）", "money", 18) for year in ahead.span(on)]
    columns.append(Column("合计（元）", "money", 20))
    told = [[row["label"], *row["cells"], row["total"]] for row in rows]
    return Sheet("三种假设比较", columns, told)


def _cells(line, on) -> list[int]:
    return [line.sums.get(year, 0) for year in ahead.span(on)]


def _named(title, label) -> list[str]:
    return [title.studio.title, title.unit_union.title] if title else [label, ""]


def _titles_sheet(title, lines, on) -> Sheet:
    columns = [Column("工作室", width=36), Column("所在单位工会", width=36)]
    columns += [Column(f"{year}年（元）", "money", 18) for year in ahead.span(on)]
    titles = named(one.title_id for one in lines)
    rows = [[*_named(titles.get(one.title_id), one.label), *_cells(one, on)] for one in lines]
    totals = ["合计", "", *ahead.totals(lines, on)] if rows else None
    return Sheet(title, columns, rows, totals, tab="逐个工作室")
