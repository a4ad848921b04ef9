"""Pages of figures: the money that moved, and what coming years commit; both as workbooks."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rules import money
from subsidies.budgets.models import Allotment
from subsidies.budgets.reckoning import approved_rows
from workshops import clock
from workshops.applications.models import MONEY
from workshops.documents.serving import as_workbook
from workshops.documents.workbooks import Column, workbook
from workshops.records.actions import record
from workshops.unions.models import TradeUnion

from . import coming as ahead
from .counting import CUTS, MEASURES, counted, seen, total, years
from .forms import AssumedForm, CutForm

MOST = 100  # lines on the page; the workbook has them all


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
    columns = [Column(label, width=36), Column("拨付的称号数", width=14)]
    columns += [Column(f"{kind.label}（元）", "money", 18) for kind in MEASURES]
    lines = [[row.label, row.titles, *row.cells] for row in rows]
    totals = ["合计", "", *total(rows)] if rows else None
    return _sent(request, f"补助资金（按{label}）", columns, lines, totals)


def _sent(request, title, columns, lines, totals):
    """A workbook on its way, put on record."""
    on, at = clock.today(), clock.now()
    post = next(iter(request.user.posts(on)))
    after = {"rows": len(lines), "title": title}
    record("导出资金统计", post.union, by=request.user, at=at, post=post, after=after)
    content = workbook(f"{title}（{on.year}年{on.month}月{on.day}日）", columns, lines, totals)
    return as_workbook(content, f"{title}{on}")


def _ahead(request):
    """The form as asked and a line for each title, with those still to be named."""
    authorities, on = _money_people(request), clock.today()
    places = TradeUnion.objects.filter(pk__in=authorities).values_list("jurisdiction", flat=True)
    texts = list(ahead.editions(places).values())
    form = AssumedForm(request.GET, plaques=texts[0].plaques if texts else {})
    given = form.cleaned_data if form.is_valid() else {"assumed": ahead.PASS}
    lines = ahead.of_titles(ahead.standing(authorities), on, given["assumed"])
    if texts and given.get("many"):
        new = given["many"], on, given["assumed"], given.get("sort") or None
        lines.append(ahead.of_new(texts[0], *new))
    return form, lines


def _allotted(request, on) -> dict[int, int]:
    """What of each year's budget is still there for what is to come."""
    own = request.user.unions_as(*MONEY, on=on)
    rows = Allotment.objects.standing().filter(budget__authority__in=own)
    sums = dict.fromkeys(ahead.span(on), 0)
    for year, fen in rows.values_list("budget__year", "amount_fen"):
        if year in sums:
            sums[year] += fen
    for _, year, name, fen in approved_rows(own):
        if year in sums:
            sums[year] += {"approved": -fen, "returned": fen}.get(name, 0)
    return {year: max(0, fen) for year, fen in sums.items()}


@require_safe
def coming(request):
    """What this year and the four that follow commit, under an assumption, beside the budget."""
    form, lines = _ahead(request)
    on = clock.today()
    sums, allotted = ahead.totals(lines, on), _allotted(request, on)
    largest = max([*sums, *allotted.values(), 1])
    bars = [
        {"year": year, "fen": fen, "share": 100 * fen // largest, "allotted": allotted[year]}
        | {"line": 100 * allotted[year] // largest, "short": max(0, fen - allotted[year])}
        for year, fen in zip(ahead.span(on), sums, strict=True)
    ]
    rows = [{"line": one, "cells": [one.sums.get(y, 0) for y in ahead.span(on)]} for one in lines]
    page = {"form": form, "bars": bars, "rows": rows[:MOST], "more": max(0, len(rows) - MOST)}
    page |= {"years": ahead.span(on), "total": sum(sums), "capitals": money.capitals(sum(sums))}
    return render(request, "figures/coming.html", page | {"asked": request.GET.urlencode()})


@require_safe
def coming_table(request):
    """Every title with what it would ask for in each year."""
    _, lines = _ahead(request)
    on = clock.today()
    columns = [Column("工作室", width=36), Column("所在单位工会", width=36)]
    columns += [Column(f"{year}年（元）", "money", 18) for year in ahead.span(on)]
    rows = [
        [one.label, one.title.studio.unit_union.title if one.title else ""]
        + [one.sums.get(year, 0) for year in ahead.span(on)]
        for one in lines
    ]
    totals = ["合计", "", *ahead.totals(lines, on)] if rows else None
    return _sent(request, "今后五年的资金需要", columns, rows, totals)
