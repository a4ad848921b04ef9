"""Whatever a text makes due goes through a batch: naming grants and what was settled on claims."""

from datetime import date

import pytest

import rules
from subsidies.batches.actions import begin, make
from subsidies.batches.choosing import AT_NAMING, fitting, owed
from subsidies.batches.runs import Hand, work
from subsidies.models import Payment
from tests.make import make_account
from tests.subsidies import claiming
from workshops.records.actions import broken_link
from workshops.titles.models import Title

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)
AT = claiming.on_day(DAY)
PAID = {"voucher_number": "记-9", "paid_on": DAY.isoformat()}
CODES = sorted(rules.regulations())


@pytest.fixture(autouse=True)
def _undrawn(monkeypatch):
    monkeypatch.setattr("subsidies.payments.notices.draw_after_commit", lambda paper: None)


def whole_way(city, chosen):
    """A batch of these, prepared, approved and paid."""
    chosen = [(one.title_id, one.due) for one in chosen]
    batch = make(city.authority, "六月补助", chosen, by=city.finance_clerk, **AT)
    for step, by, given in (
        ("check", city.finance_clerk, None),
        ("prepare", city.finance_clerk, None),
        ("approve", city.finance_approver, None),
        ("pay", city.finance_clerk, PAID),
    ):
        work(begin(batch, step, given, by=by, **AT), Hand(by, **AT), seconds=600)
    return batch


@pytest.mark.parametrize("code", CODES)
def test_what_each_text_makes_due_at_naming_is_paid_through_a_batch(code):
    city, title = claiming.place(code)
    Title.objects.filter(pk=title.pk).update(effect_on=DAY)
    if "craftsman" in title.edition.plaques:  # the sum goes by the type of studio
        title.studio.title_type = "craftsman"
        title.studio.save()
    make_account(title.unit_union, city.clerk)
    found = owed(city.authority, DAY)
    due = [i for i in Title.objects.get(pk=title.pk).schedule(DAY).instalments if i.year]
    assert [(one.due.key, one.kind) for one in found] == [(i.key, AT_NAMING) for i in due]
    if found:
        batch = whole_way(city, found)

        assert list(batch.rows.values_list("payment__state", "reason")) == [("paid", "")] * len(due)
        assert owed(city.authority, DAY) == []
    assert broken_link() is None


def test_what_was_settled_on_a_claim_is_chosen_by_its_kind_and_paid_beside_the_grant():
    city, title = claiming.place("nanchang")
    make_account(title.unit_union, city.clerk)
    filed = claiming.filed(city, title, "equipment", claiming.bought(), on=DAY)
    claim = claiming.take(filed, "grant_claim", city.secretary, on=DAY)
    found = owed(city.authority, DAY)

    chosen = fitting(found, claim.rule.label, "")
    batch = whole_way(city, chosen)

    assert [one.kind for one in found] == [AT_NAMING, claim.rule.label]
    assert batch.rows.get().instalment == claim.key
    assert Payment.objects.get().amount_fen == claim.amount_fen
    assert [one.kind for one in owed(city.authority, DAY)] == [AT_NAMING]
