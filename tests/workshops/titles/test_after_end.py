"""The page of a title that ended, and the page that ends it for fraud: nothing contradicts."""

from datetime import timedelta

import pytest
from django.urls import reverse

from subsidies.recovery.actions import demand
from tests.make import assess
from tests.subsidies.recovery.test_recovery import AT, DAY, decided
from tests.subsidies.spending.granted import grant
from workshops.clock import move_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(client, settings):
    """A way to read a page as anybody, on the day of the decision."""
    settings.DEMO = True
    move_to(DAY)

    def go(person, name, *args, **query):
        client.force_login(person)
        return client.get(reverse(name, args=args), query).content.decode()

    return go


def test_a_revoked_title_says_that_nothing_more_is_paid_and_why(read):
    city, payment, _ = decided()

    said = read(city.review_office, "title", payment.title_id)

    assert "待年度考评合格" not in said
    assert "尚无考评结果" not in said
    assert said.count("此后不再拨付") == 2  # the second and the third part; the first has left
    assert "第十五条" in said


def test_it_leads_to_what_is_claimed_back(read):
    city, payment, decision = decided()
    before = read(city.finance_clerk, "title", payment.title_id)
    clawback = demand(decision, DAY + timedelta(days=10), by=city.finance_clerk, **AT)

    after = read(city.clerk, "title", payment.title_id)

    assert "由财务经办发出追回通知" in before
    assert reverse("clawback", args=[clawback.pk]) in after
    assert "还有10,000.00元" in after


def test_a_title_that_stands_reads_as_before(read):
    city, payment = grant("nanchang")

    assert "待年度考评合格" in read(city.review_office, "title", payment.title_id)


def test_the_page_that_ends_it_for_fraud_supposes_the_finding_it_asks_for(read):
    city, payment = grant("nanchang")

    said = read(city.secretary, "title_step", payment.title_id, "delist", ground="fraud")

    assert "应收回10,000.00元" in said
    assert "不收回已拨付" not in said
    assert "认定在下面写明" in said
    assert "现为</span><span>无<" not in said


def test_on_results_the_page_says_that_nothing_comes_back(read):
    city, payment = grant("nanchang")
    assess(payment.title, "FF")

    said = read(city.secretary, "title_step", payment.title_id, "delist", ground="results")

    assert "不收回已拨付" in said
    assert "应收回" not in said


def test_a_payment_on_its_way_is_named_before_the_title_ends(read):
    city, payment = grant("nanchang")
    type(payment).objects.filter(pk=payment.pk).update(state="approved", received_on=None)

    said = read(city.secretary, "title_step", payment.title_id, "delist", ground="fraud")

    assert "确已付出的，先登记拨付再作决定" in said


def test_the_dossier_says_the_same_of_the_parts_that_had_not_left(read):
    city, payment, _ = decided()

    said = read(city.review_office, "dossier_page", payment.title_id)

    assert "待年度考评合格" not in said
    assert said.count("此后不再拨付") == 2
