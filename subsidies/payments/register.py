"""The register of payments as a workbook, for accounts and audit; of an account the ends alone."""

from django.views.decorators.http import require_safe

from rules.facts import shown
from workshops import clock
from workshops.documents.serving import as_taken
from workshops.documents.workbooks import Column, workbook

from .lifecycle import FALLEN, State
from .models import Payment

TITLE = "补助资金拨付登记册"
COLUMNS = [
    Column("序号", width=6),
    Column("工作室", width=28),
    Column("收款单位", width=30),
    Column("命名文号", width=20),
    Column("款项", width=16),
    Column("金额（元）", "money", 16),
    Column("状态", width=14),
    Column("户名", width=30),
    Column("开户银行", width=28),
    Column("账号", width=24),
    Column("编制人", width=10),
    Column("编制日期", "date", 12),
    Column("初次审批人", width=10),
    Column("初次审批日期", "date", 12),
    Column("审批人", width=10),
    Column("审批日期", "date", 12),
    Column("记账凭证号", width=18),
    Column("外部凭证号或银行回单号", width=20),
    Column("拨付日期", "date", 12),
    Column("退汇日期", "date", 12),
    Column("依据条款", width=24),
]


@require_safe
def register(request):
    """Every payment this person may see; the export is recorded with its number of rows."""
    on = clock.today()
    joined = "title__studio__unit_union", "account", "prepared_by", "endorsed_by", "approved_by"
    seen = (
        Payment.objects.visible_to(request.user, on=on)
        .select_related(*joined)
        .with_numbers()
        .order_by("pk")
    )
    rows = [row(number, payment) for number, payment in enumerate(seen, 1)]
    paid = [one.amount_fen for one in seen if one.state == State.PAID]
    open_ = [one.amount_fen for one in seen if one.state not in (State.PAID, *FALLEN)]
    parts = [_total("已拨付合计", paid), _total("未拨付合计（待审批、待拨付）", open_)]
    total = _total("合计（不含已退回、已退汇）", paid + open_)
    lines = [*rows, *(parts if rows else [])]
    content = workbook(f"{TITLE}（{shown(on)}）", COLUMNS, lines, total)
    return as_taken(request, "导出拨付登记册", TITLE, content, len(rows))


def _total(label: str, sums: list[int]) -> list:
    """A line with the sum of some payments and how many they are."""
    return ["", label, "", "", "", sum(sums), *[""] * (len(COLUMNS) - 6)]


def row(number: int, payment: Payment) -> list:
    """One payment as a line of the register."""
    title, account, approver = payment.title, payment.account, payment.approved_by
    return [
        number,
        title.studio.title,
        title.unit_union.title,
        title.document_number,
        payment.label,
        payment.amount_fen,
        payment.get_state_display(),
        account.holder,
        account.bank,
        account.masked,
        payment.prepared_by.full_name,
        payment.prepared_on,
        payment.endorsed_by.full_name if payment.endorsed_by else "",
        payment.endorsed_on,
        approver.full_name if approver else "",
        payment.approved_on,
        *payment.numbers,
        payment.paid_on,
        payment.returned_on,
        payment.article,
    ]
