"""Random lives of money under five texts: nothing without its condition, none twice, books whole.

`MONEY_LIVES=10000` runs as many lives; a life that fails is named by its text and seed.
"""

import os
from collections import Counter

import pytest
from django.db.models import Sum

from subsidies.books.vouchers import VoucherLine
from subsidies.models import Movement, Payment
from tests.make import make_account
from tests.subsidies.books.keeping import make_book
from tests.workshops.titles.living import EDITIONS, titled
from workshops.records.actions import broken_link

from .lives import CODES
from .moved import Moved

pytestmark = pytest.mark.django_db
LIVES = int(os.environ.get("MONEY_LIVES", "30"))
ACTS = 40


def town(code):
    """A city under that text whose authority and unit keep books."""
    city, title = titled(code)
    city.edition_key = EDITIONS.get(code, title.edition_key)
    make_account(city.unit, city.clerk)
    make_book(city.authority, city.finance_clerk)
    make_book(city.unit, city.clerk)
    return city


def recounted(title) -> dict[str, int]:
    """The sums of what stands, from the raw rows alone."""
    rows = list(Movement.objects.filter(title=title))
    undone = {row.reverses_id for row in rows}
    sums = Counter(dict.fromkeys(("paid", "received", "spent", "given_back", "recovered"), 0))
    for row in rows:
        if row.reverses_id is None and row.pk not in undone:
            sums[row.kind] += row.amount_fen
    return dict(sums)


def happened(city) -> set[str]:
    """The kinds of movement these lives brought, lest they were all too short to bring any."""
    assert Movement.objects.exclude(reverses=None).exists()
    return set(Movement.objects.values_list("kind", flat=True))


def in_balance(city) -> bool:
    """Debits equal credits, and the bank account of each shows what its movements come to."""
    for union in (city.authority, city.unit):
        own = VoucherLine.objects.filter(voucher__book__union=union)
        sides = own.aggregate(debit=Sum("debit_fen"), credit=Sum("credit_fen"))
        bank = own.filter(account__code="102").aggregate(d=Sum("debit_fen"), c=Sum("credit_fen"))
        moved = sum(row.signed_fen for row in Movement.objects.filter(union=union))
        if sides["debit"] != sides["credit"] or (bank["d"] or 0) - (bank["c"] or 0) != moved:
            return False
    return True


@pytest.mark.parametrize("code", CODES)
def test_random_lives_of_money_are_what_the_paper_says(code):
    city = town(code)
    for number in range(LIVES // len(CODES)):
        one = Moved(code, city, f"{code}-{number}")
        one.live(ACTS)

        assert recounted(one.title) == one.purse.books(), f"{code}-{number}"

    assert set(one.purse.books()) >= happened(city) >= {"paid", "received", "spent"}
    standing = Payment.objects.standing().values_list("title", "instalment")
    assert [twice for twice, many in Counter(standing).items() if many > 1] == []
    assert in_balance(city)
    assert broken_link() is None
