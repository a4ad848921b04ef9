"""A year's audit as a workbook: totals, the rows of each, exceptions, samples, findings."""

from django.views.decorators.http import require_safe

from workshops import clock
from workshops.documents.serving import as_workbook
from workshops.documents.workbooks import Column, Sheet, of_sheets
from workshops.records.actions import record

from . import pages as parts
from . import totals
from .actions import audit_post
from .exceptions import exceptions
from .models import Finding, Sample
from .views import union_of

FIGURES = [Column("项目", width=24), Column("金额（元）", "money", 20), Column("说明", width=60)]
ROWS = [
    Column("日期", "date", 14),
    Column("工作室", width=32),
    Column("工会", width=32),
    Column("款项", width=36),
    Column("金额（元）", "money", 18),
    Column("登记、审批人", width=14),
]
UNPLAIN = [Column("情况", width=16), *ROWS[:5], Column("说明", width=44)]
DRAWN = [Column("抽查", width=28), Column("种子", width=24), *ROWS[:5]]
CONCLUDED = [
    Column("抽取日期", "date", 14),
    *DRAWN[:2],
    Column("参加笔数", width=12),
    Column("抽取笔数", width=12),
    Column("再算一遍", width=12),
    Column("抽取人", width=12),
    Column("结论", width=60),
    Column("填写人", width=12),
    Column("填写日期", "date", 14),
]
FINDINGS = [
    Column("提出日期", "date", 14),
    Column("审计对象", width=36),
    Column("整改的工会", width=28),
    Column("问题", width=50),
    Column("依据条款", width=28),
    Column("回复期限", "date", 14),
    Column("状态", width=16),
    Column("往来", width=60),
]


@require_safe
def audit_workbook(request, pk, year):
    """The workbook of one union's year; the export is recorded."""
    union, on = union_of(request, pk, year), clock.today()
    sheets = [_totals(union, year), *_rows(union, year)]
    sheets += [_exceptions(union, year, on), _samples(union, year), _conclusions(union, year)]
    sheets.append(_findings(union, year, on))
    act = {"by": request.user, "at": clock.now(), "post": audit_post(union, request.user, on)}
    record("导出经审表", union, **act, after={"year": year})
    return as_workbook(of_sheets(sheets), f"{union.title}{year}年度经审表")


def _totals(union, year) -> Sheet:
    found = totals.lines(totals.sums([union]), union, year)
    rows = [[line.label, line.fen, line.said] for line in found]
    return Sheet(f"{union.title}{year}年度补助资金经审表", FIGURES, rows, tab="汇总")


def _rows(union, year):
    for total in totals.shown_to(union):
        yield _sheet(total.label, totals.read(total, totals.rows_of(total, union, year)))
    yield _sheet("尚未使用", totals.unspent_rows(union, year))


def _sheet(label: str, rows) -> Sheet:
    last = ["", "合计", "", "", sum(row.fen for row in rows), ""]
    return Sheet(label, ROWS, [list(row[:6]) for row in rows], last)


def _exceptions(union, year, on) -> Sheet:
    rows = [[one.sort, *one[1:6], one.why] for one in exceptions(union, year, on)]
    return Sheet("例外", UNPLAIN, rows)


def _samples(union, year) -> Sheet:
    rows = [
        [f"{one}（{one.drawn_on}）", one.seed, *row[:5]]
        for one in Sample.objects.filter(union=union, year=year).order_by("pk")
        for row in parts.drawn_rows(one)
    ]
    return Sheet("抽查", DRAWN, rows)


def _conclusions(union, year) -> Sheet:
    """Each sample once, with what came of it; one not concluded says so."""
    rows = []
    samples = Sample.objects.filter(union=union, year=year).order_by("pk")
    for one in samples.select_related("by", "conclusion__by"):
        end = getattr(one, "conclusion", None)
        again = "相同" if parts.drawn_again(one) else "不同"
        own = [one.drawn_on, f"{one}", one.seed, len(one.keys), one.number, again, one.by.full_name]
        told = [end.text, end.by.full_name, end.concluded_on] if end else ["还没有填写", "", None]
        rows.append([*own, *told])
    return Sheet("抽查结论", CONCLUDED, rows)


def _findings(union, year, on) -> Sheet:
    found = Finding.objects.filter(union=union, year=year).with_last().order_by("pk")
    rows = []
    for one in found.select_related("concerned").prefetch_related("words__by"):
        until = one.again_by or one.reply_by
        own = [one.found_on, one.about, one.concerned.title, one.text, one.basis, until]
        rows.append([*own, parts.standing(one.last, until, on)[0], parts.said_of(one)])
    return Sheet("审计问题", FINDINGS, rows)
