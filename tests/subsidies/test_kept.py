"""Payments stay: the database itself refuses to delete one."""

import pytest
from django.db import IntegrityError, transaction

from subsidies.models import Payment
from tests.make import make_payment

pytestmark = pytest.mark.django_db


def test_a_payment_is_never_deleted():
    payment = make_payment()

    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.filter(pk=payment.pk)._raw_delete("default")
    assert Payment.objects.get() == payment
