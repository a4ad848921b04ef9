"""A year's budget as a workbook: the figures on one sheet, the rows of each on its own."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from workshops import clock
from workshops.applications.models import MONEY
from workshops.documents.serving import as_workbook
from workshops.documents.workbooks import Column, Sheet, of_sheets
from workshops.records.actions import record
from workshops.unions.models import Kind, TradeUnion

from . import pages as said
from .views import YEARS

FIGURES = [Column("项目", width=24), Column("金额（元）", "money", 20), Column("说明", width=60)]
ALLOTTED = [
    Column("日期", "date", 14),
    Column("类别", width=10),
    Column("依据文号", width=30),
    Column("金额（元）", "money", 20),
    Column("登记人", width=12),
    Column("冲销理由", width=40),
]
ROWS = [
    Column("工作室", width=34),
    Column("收款单位", width=34),
    Column("款项", width=24),
    Column("金额（元）", "money", 20),
    Column("情况", width=24),
    Column("日期", "date", 14),
]


@require_safe
def budget_workbook(request, pk, year):
    """The workbook of one year; the export is recorded."""
    on, own = clock.today(), request.user.unions_as(*MONEY, on=clock.today())
    authority = get_object_or_404(TradeUnion, pk=pk, kind=Kind.AUTHORITY)
    if pk not in own or year not in YEARS:
        raise Http404
    found, entered = said.sections(pk, year, on), list(said.allotments(pk, year))
    post = next(one for one in request.user.posts(on) if one.union_id == pk)
    act = {"by": request.user, "at": clock.now(), "post": post, "after": {"year": year}}
    record("导出预算执行情况", authority, **act)
    head = f"{authority.title}{year}年度补助资金预算执行情况"
    sheets = [top(head, said.year_of(pk, year, found, entered)), below_allotted(entered)]
    sheets += [below(said.HEADINGS[name], one) for name, one in found.items()]
    return as_workbook(of_sheets(sheets), head)


def top(head: str, found) -> Sheet:
    rows = [[line["label"], line["fen"], line["said"]] for line in said.table(found)]
    return Sheet(head, FIGURES, rows, tab="汇总")


def below_allotted(entered) -> Sheet:
    rows = [
        [
            row.decided_on,
            row.word,
            row.document_number,
            row.amount_fen,
            row.entered_by.full_name,
            row.reason,
        ]
        for row in entered
    ]
    total = ["", "合计", "", sum(row.amount_fen for row in entered), "", ""]
    return Sheet("预算指标", ALLOTTED, rows, total)


def below(heading: str, found) -> Sheet:
    rows = [list(row[:6]) for row in found.rows]
    total = ["合计", "", "", found.fen, "", ""]
    return Sheet(heading, ROWS, rows, total)
