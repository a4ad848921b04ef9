"""From a payment, an expense and matched money to their vouchers, for readers of the books."""

import pytest
from django.urls import reverse

from subsidies.books.vouchers import Voucher
from subsidies.payments.receipts import enter_receipt
from tests.make import make_person
from tests.subsidies.books.keeping import make_book
from tests.subsidies.spending.granted import grant, spent
from tests.workshops.titles.living import NAMED, moment
from workshops.clock import move_to
from workshops.unions.models import Role

pytestmark = pytest.mark.django_db
LINK = 'href="/vouchers/{}/"'


@pytest.fixture
def booked():
    """Shandong's: money received, matched and used, the unit's books drawing a voucher of each."""
    city, payment = grant("shandong", came=None)
    make_book(city.unit, city.clerk)
    enter_receipt(payment, NAMED, by=city.clerk, on=NAMED, at=moment(NAMED))
    payment.refresh_from_db()
    return city, payment


def read(client, person, name, key) -> str:
    move_to(NAMED)
    client.force_login(person)
    answer = client.get(reverse(name, args=[key]))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("name", ["payment", "matching"])
@pytest.mark.parametrize("who", ["clerk", "auditor"])
def test_the_pages_of_money_lead_to_its_vouchers(client, booked, name, who):
    city, payment = booked
    voucher = Voucher.objects.get(movement__payment=payment)

    assert LINK.format(voucher.pk) in read(client, getattr(city, who), name, payment.pk)


def test_an_expense_leads_to_its_own_voucher(client):
    city, payment = grant("nanchang")
    make_book(city.unit, city.clerk)
    expense = spent(city, payment)
    voucher = Voucher.objects.get(movement__kind="spent")

    assert LINK.format(voucher.pk) in read(client, city.clerk, "expense", expense.pk)
    assert LINK.format(voucher.pk) not in read(client, city.clerk, "payment", payment.pk)


def test_who_may_not_read_the_books_sees_no_link(client, booked):
    city, payment = booked
    chair = make_person(Role.CHAIR, union=city.unit)
    voucher = Voucher.objects.get(movement__payment=payment)
    shown = Voucher.objects.visible_to(chair, on=NAMED).exists()

    assert (LINK.format(voucher.pk) in read(client, chair, "payment", payment.pk)) is shown
