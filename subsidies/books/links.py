"""From a thing to the vouchers that book it, for whoever may read the books they stand in."""

from django.db.models import Q

from workshops.records.models import subject_of

from .models import Kind
from .vouchers import Voucher


def vouchers_of(thing, person, on) -> list[Voucher]:
    """The vouchers of an expense, or of a payment's way, oldest first; those this person may read.

    What a unit used of a payment stands on the pages of its expenses.
    """
    about, of_payment = subject_of(thing), thing._meta.model_name == "payment"
    if of_payment and thing.paid_on is None:
        return []  # no money has moved
    own = Q(movement__subject_type=about["subject_type"], movement__subject_id=about["subject_id"])
    if of_payment:
        own |= Q(movement__payment=thing.pk) & ~Q(movement__kind=Kind.SPENT)
    rows = Voucher.objects.visible_to(person, on=on).filter(own)
    return list(rows.select_related("book__union").order_by("on", "pk"))
