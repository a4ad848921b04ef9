"""Every expense this person may see as a workbook; the export is recorded."""

from django.views.decorators.http import require_safe

from workshops import clock
from workshops.documents.serving import as_table
from workshops.documents.workbooks import Column

from .lifecycle import State
from .models import Expense

COLUMNS = [
    Column("序号", width=6),
    Column("工作室", width=28),
    Column("列支的工会", width=30),
    Column("补助", width=16),
    Column("支出日期", "date", 12),
    Column("支出用途", width=20),
    Column("事项", width=36),
    Column("金额（元）", "money", 16),
    Column("收款方", width=28),
    Column("发票、票据号码", width=22),
    Column("状态", width=10),
    Column("登记人", width=10),
]


@require_safe
def grants(request):
    """The expenses of every grant, those struck out marked and not counted."""
    on = clock.today()
    joined = "payment__title__studio", "union", "entered_by"
    seen = Expense.objects.visible_to(request.user, on=on).select_related(*joined)
    found = list(seen.order_by("union", "payment", "spent_on", "pk"))
    rows = [row(number, one) for number, one in enumerate(found, 1)]
    total = sum(one.amount_fen for one in found if one.state == State.STANDS)
    totals = ["", "合计（不含已冲销）", *[""] * 5, total, *[""] * 4]
    return as_table(request, "导出补助支出", "补助支出明细", COLUMNS, rows, totals)


def row(number: int, one: Expense) -> list:
    """One expense as a line of the workbook."""
    return [
        number,
        one.payment.title.studio.title,
        one.union.title,
        one.payment.label,
        one.spent_on,
        one.purpose,
        one.what,
        one.amount_fen,
        one.paid_to,
        one.invoice_number,
        one.get_state_display(),
        one.entered_by.full_name,
    ]
