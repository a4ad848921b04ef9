"""What came in and what was put beside it: entered by the unit's own clerk, only where asked."""

import pytest
from django.urls import reverse

from subsidies import matching
from tests.make import NAMED_ON, make_city, make_payment, moment
from workshops.records.lifecycle import NotPermitted, NotPossible

pytestmark = pytest.mark.django_db
AT = {"on": NAMED_ON, "at": moment(NAMED_ON)}


def test_a_text_without_matching_locks_nothing():
    payment = make_payment(make_city())

    assert matching.lock(payment) is None
    assert matching.standing(payment, NAMED_ON) is None


def test_where_nothing_is_to_be_matched_no_receipt_is_entered():
    city = make_city()
    payment = make_payment(city)

    with pytest.raises(NotPossible):
        matching.enter_receipt(payment, NAMED_ON, by=city.clerk, **AT)


@pytest.mark.parametrize("who", ["finance_clerk", "other_clerk", "stranger"])
def test_only_the_units_clerk_enters_what_came_in(who):
    city = make_city()

    with pytest.raises(NotPermitted):
        matching.enter_receipt(make_payment(city), NAMED_ON, by=getattr(city, who), **AT)


def test_the_page_leads_back_where_the_text_has_no_matching(client):
    city = make_city()
    payment = make_payment(city)
    client.force_login(city.clerk)

    answer = client.get(reverse("matching", args=[payment.pk]))

    assert answer.url == reverse("payment", args=[payment.pk])
