"""What units did to their own entries: days of receipt put right after the money came."""

from collections.abc import Iterator
from datetime import date

from django.utils.timezone import localtime

from rules.facts import shown
from subsidies.payments.models import Payment

Told = tuple[str, date, Payment, str]  # of what sort, when, which payment, why
CORRECTED = "更正到账日期"


def corrected_receipts(events, payments) -> Iterator[Told]:
    """Every day of receipt that was changed or taken back."""
    by_key = {one.pk: one for one in payments}
    for one in events:
        first, then = (_day(side) for side in (one.before, one.after))
        changed = f"{first}更正为{then}" if then else f"原登记{first}到账"
        why = f"{changed}：{one.why}"
        yield one.act, localtime(one.at).date(), by_key[one.subject_id], why


def _day(side: dict | None) -> str:
    return shown(date.fromisoformat(side["received_on"])) if side else ""
