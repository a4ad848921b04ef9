"""What units did to their own entries: days of receipt put right after the money came."""

from collections.abc import Iterator
from datetime import date

from django.utils.timezone import localtime

from rules.facts import shown
from subsidies.payments.models import Payment

Told = tuple[str, date, Payment, str]  # of what sort, when, which payment, why
CORRECTED = "更正到账日期"


def corrected_receipts(events, payments) -> Iterator[Told]:
    """Every day of receipt that was changed."""
    by_key = {one.pk: one for one in payments}
    for one in events:
        days = (shown(date.fromisoformat(side["received_on"])) for side in (one.before, one.after))
        why = f"{'更正为'.join(days)}：{one.why}"
        yield CORRECTED, localtime(one.at).date(), by_key[one.subject_id], why
