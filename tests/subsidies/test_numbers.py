"""A payment bears the number of its authority's books; a typed one is not used twice unseen."""

from datetime import date

import pytest
from django.urls import reverse

from subsidies.books.models import Kind
from subsidies.books.vouchers import Voucher
from subsidies.models import Payment
from tests.make import make_city, make_payment, make_title, moment
from tests.subsidies.books.keeping import make_book
from workshops.records.models import Decision

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 10)


@pytest.fixture
def city(client, monkeypatch):
    from workshops import clock

    monkeypatch.setattr(clock, "today", lambda: DAY)
    monkeypatch.setattr(clock, "now", lambda: moment(DAY))
    found = make_city()
    client.force_login(found.finance_clerk)
    return found


def approved(city) -> Payment:
    """A payment under a title of its own, approved that day."""
    payment = make_payment(city, title=make_title(city))
    approver = {"state": "approved", "approved_by": city.finance_approver, "approved_on": DAY}
    Payment.objects.filter(pk=payment.pk).update(**approver)
    return payment


def pay(client, payment, number, **more):
    address = reverse("payment_step", args=[payment.pk, "pay"])
    return client.post(address, {"voucher_number": number, "paid_on": DAY, **more}, follow=True)


def numbers() -> tuple[str, str]:
    """Those of the only payment."""
    return Payment.objects.with_numbers().get().numbers


def shown(client, payment) -> str:
    return client.get(reverse("payment", args=[payment.pk])).content.decode()


def test_the_books_give_the_number_and_none_is_asked(client, city):
    make_book(city.authority, city.finance_clerk)
    payment = approved(city)
    pay(client, payment, "")
    assert Voucher.objects.get(movement__kind=Kind.PAID).movement.payment == payment
    assert "2026年3月 记-1" in shown(client, payment)
    decision = Decision.objects.get(step="pay")
    assert "由账套编号" in str(decision.findings)


@pytest.mark.parametrize("books", [True, False])
def test_the_reasons_ask_for_a_number_only_where_no_books_give_it(client, city, books):
    if books:
        make_book(city.authority, city.finance_clerk)

    asked = client.get(reverse("payment_step", args=[approved(city).pk, "pay"])).content.decode()

    assert "拨付日期未填写" in asked
    assert ("记账凭证号、拨付日期未填写" in asked) is not books


def test_no_field_bears_the_dash_of_a_provision_without_an_article(client, city):
    payment = approved(city)

    asked = client.get(reverse("payment_step", args=[payment.pk, "pay"])).content.decode()

    assert "拨付日期" in asked
    assert ">—</span>" not in asked


def test_what_is_typed_beside_the_books_is_kept_as_what_it_is(client, city):
    make_book(city.authority, city.finance_clerk)
    payment = approved(city)
    pay(client, payment, "回单 0310-7")
    told = shown(client, payment)
    assert "外部凭证号或银行回单号" in told
    assert told.index("2026年3月 记-1") < told.index("回单 0310-7")
    assert numbers() == ("2026年3月 记-1", "回单 0310-7")


def test_what_no_rule_books_yet_says_that_it_waits(client, city):
    make_book(city.authority, city.finance_clerk, rules={})
    payment = approved(city)
    pay(client, payment, "")
    assert "待记账" in shown(client, payment)


def test_without_books_the_number_is_asked(client, city):
    payment = approved(city)
    pay(client, payment, "")
    assert Payment.objects.get().state == "approved"
    pay(client, payment, "记-12")
    assert numbers() == ("记-12", "")


def test_a_number_used_in_that_year_is_told_and_taken_only_on_purpose(client, city):
    first, second = approved(city), approved(city)
    pay(client, first, "记-12")
    told = pay(client, second, "记-12").content.decode()
    assert f"“记-12”2026年已用于{first}" in told
    assert Payment.objects.get(pk=second.pk).state == "approved"
    pay(client, second, "记-12", shared="on")
    assert Payment.objects.get(pk=second.pk).state == "paid"


def test_the_correction_names_the_day_and_the_number_beside_the_books(client, city):
    make_book(city.authority, city.finance_clerk)
    payment = approved(city)
    pay(client, payment, "0310-7")
    address = reverse("payment_step", args=[payment.pk, "correct"])
    given = {"voucher_number": "0310-8", "paid_on": DAY, "reason": "回单号看错了"}
    client.post(address, given)
    assert numbers() == ("2026年3月 记-3", "0310-8")
