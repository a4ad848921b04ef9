"""A cycle is closed by its visit, not by the day on which somebody got round to deciding."""

from datetime import date

import pytest

from .living import done, step, titled

pytestmark = pytest.mark.django_db


def test_a_renewal_decided_late_leaves_the_visit_of_the_next_cycle_to_be_made():
    city, title = titled("yangpu")  # named on 2026-03-20: cycles end in 2029, 2032
    done(title, "visit", 2029, city.review_office, date(2029, 3, 10))
    standards = {"YP-12a-standards": {"met": True, "by": "演示审查员"}}
    step(title, "renew", city.review_office, date(2031, 4, 1), judgements=standards)
    done(title, "visit", 2032, city.review_office, date(2032, 3, 10), met=False)

    facts = type(title).objects.get(pk=title.pk).facts(date(2032, 3, 12))
    found = title.edition.judge("order_rectification", facts).findings

    assert facts.renewed_on == date(2029, 3, 10)
    assert [f.shown for f in found if f.id == "YP-12a" and f.blocks] == []
