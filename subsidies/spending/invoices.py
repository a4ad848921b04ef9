"""One invoice charged at two units: by name only to whoever is above both."""

from collections import defaultdict

from django.db.models import Exists, OuterRef

from rules import money
from rules.facts import shown

from .models import Expense

JOINED = "payment__title__studio__unit_union", "payment__title__authority", "union"


def pairs(found) -> list[tuple[Expense, Expense]]:
    """Each of these expenses with each that stands elsewhere on the same invoice number."""
    numbers = found.charged_elsewhere().values("invoice_number")
    rows = Expense.objects.standing().filter(invoice_number__in=numbers).select_related(*JOINED)
    rows = rows.annotate(own=Exists(found.filter(pk=OuterRef("pk")))).order_by("spent_on", "pk")
    same = defaultdict(list)
    for one in rows:
        same[one.invoice_number].append(one)
    own = [one for one in rows if one.own]
    return [(one, two) for one in own for two in same[one.invoice_number] if two.union != one.union]


def said(one: Expense, two: Expense, *, above: int | None) -> str:
    """What is told of a pair; the other unit is named only under the authority `above` both.

    Numbers of paper slips may meet by chance, so whether payee and sum are the same is told too.
    """
    number = f"票据号码{one.invoice_number}"
    if above is None or two.payment.title.authority_id != above:
        return f"{number}在另一个单位也有列支，请核对票据；由命名机关核实"
    like = "收款方相同" if one.paid_to == two.paid_to else f"对方收款方为{two.paid_to}"
    told = f"{two.union.title}{shown(two.spent_on)}也列支“{two.what}”"
    return f"{number}：{told}{money.figures(two.amount_fen)}元，{like}"
