"""What units did to their own entries: days of receipt put right after the money came."""

from collections.abc import Iterator
from datetime import date

from django.utils.timezone import localtime

from rules.facts import shown
from subsidies.payments.models import Payment
from workshops.records.models import Event

Told = tuple[str, date, Payment, str]  # of what sort, when, which payment, why


def corrected_receipts(payments, year: int) -> Iterator[Told]:
    """Every day of receipt of these payments that was changed in a year."""
    about = {"subject_type": Payment._meta.label_lower, "subject_id__in": payments.values("pk")}
    found = list(
        Event.objects.filter(**about, act="更正到账日期", at__year=year).order_by("number")
    )
    near = payments.select_related("title__studio__unit_union")
    by_key = near.in_bulk([one.subject_id for one in found]) if found else {}
    for one in found:
        days = (shown(date.fromisoformat(side["received_on"])) for side in (one.before, one.after))
        why = f"{'更正为'.join(days)}：{one.why}"
        yield "更正到账日期", localtime(one.at).date(), by_key[one.subject_id], why
