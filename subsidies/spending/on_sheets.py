"""Tells the sheet of a joint check what the money of a title was used for."""

from workshops.titles.year_sheets import Spent, spends

from .models import Expense


@spends
def used(title, until):
    """The expenses that count, up to that day."""
    found = Expense.objects.standing().filter(payment__title=title, spent_on__lte=until)
    rows = found.values_list("spent_on", "purpose", "what", "amount_fen")
    return [Spent(on, purpose, fen, what) for on, purpose, what, fen in rows]
