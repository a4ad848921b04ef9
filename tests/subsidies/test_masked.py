"""Account numbers: whole for those who pay to them or keep them, to all others their ends alone."""

import io

import openpyxl
import pytest
from django.urls import reverse

from tests.make import NAMED_ON, make_account, make_city, make_payment
from tests.subsidies.batches.making import made, paid, run
from workshops.clock import move_to
from workshops.records.models import Event

pytestmark = pytest.mark.django_db
WHOLE, ENDS = "6222000011112222", "6222 **** 2222"
NEED = ["finance_clerk", "finance_approver", "clerk", "chair"]


@pytest.fixture
def read(client, settings):
    """A way to read a page as anybody."""
    settings.DEMO = True
    move_to(NAMED_ON)

    def go(person, name, *args):
        client.force_login(person)
        return client.get(reverse(name, args=args))

    return go


@pytest.mark.parametrize("who", [*NEED, "auditor"])
def test_a_payment_shows_the_whole_number_to_those_who_need_it(read, who):
    city = make_city()
    payment = make_payment(city)

    said = read(getattr(city, who), "payment", payment.pk).content.decode()

    assert (WHOLE in said, ENDS in said) == (who in NEED, who not in NEED)


@pytest.mark.parametrize("who", [*NEED, "auditor"])
def test_so_does_the_page_of_the_account(read, who):
    city = make_city()
    payment = make_payment(city)

    said = read(getattr(city, who), "payee", payment.title_id).content.decode()

    assert (WHOLE in said) == (who in NEED)


@pytest.mark.parametrize("who", ["finance_clerk", "auditor", "clerk"])
def test_the_register_holds_the_ends_for_everybody(read, who):
    city = make_city()
    make_payment(city)

    book = openpyxl.load_workbook(io.BytesIO(read(getattr(city, who), "register").content)).active

    assert [cell.value for cell in book[3]][9] == ENDS


@pytest.mark.parametrize(("who", "number"), [("finance_clerk", WHOLE), ("auditor", ENDS)])
def test_the_list_for_the_bank_is_whole_for_those_who_pay(read, who, number):
    city, batch = made(2)
    paid(city, batch)

    book = openpyxl.load_workbook(
        io.BytesIO(read(getattr(city, who), "batch_list", batch.pk).content)
    ).active

    assert book["D3"].value == number
    assert ("账号" in Event.objects.get(act="导出付款清单").after) == (number == ENDS)


def test_the_list_for_the_bank_does_not_pay_to_an_account_that_was_replaced(read):
    city, batch = made(2)
    run(batch, "prepare", city.finance_clerk)
    run(batch, "approve", city.finance_approver)
    make_account(city.unit, city.clerk, number="62229999", effective_on=NAMED_ON)

    said = io.BytesIO(read(city.finance_clerk, "batch_list", batch.pk).content)

    assert "不要付款" in openpyxl.load_workbook(said).active["F3"].value
