"""One invoice at two units: told to audit and to the authority's finance, not to the other unit."""

import pytest
from django.urls import reverse

from subsidies.audit.exceptions import exceptions
from subsidies.models import Payment
from subsidies.payments.receipts import enter_receipt
from subsidies.spending.actions import check_use
from tests.make import make_account, make_application, make_studio, moment
from tests.subsidies.spending.granted import WHOLE, grant, spent
from tests.workshops.titles.living import NAMED
from workshops.clock import move_to
from workshops.titles.models import Title

pytestmark = pytest.mark.django_db
AT = {"on": NAMED, "at": moment(NAMED)}


def granted_beside(city, first):
    """Another unit of the same authority, with a grant that came in."""
    studio = make_studio(city.other_unit)
    told = ("authority", "edition_key", "title", "document_number", "named_on")
    same = {name: getattr(first, name) for name in told}
    application = make_application(city, studio=studio)
    title = Title.objects.create(studio=studio, application=application, plaque_number="2", **same)
    own = {"title": title, "instalment": "1", "label": "补助", "amount_fen": WHOLE}
    own |= {"account": make_account(city.other_unit, city.other_clerk), "article": "—"}
    own |= {"state": "paid", "paid_on": NAMED, "prepared_by": city.finance_clerk}
    payment = Payment.objects.create(prepared_on=NAMED, **own)
    enter_receipt(payment, NAMED, by=city.other_clerk, **AT)
    payment.refresh_from_db()
    return payment


@pytest.fixture
def twice(settings):
    """The same invoice charged at two units under one authority."""
    settings.DEMO = True
    move_to(NAMED)
    city, here = grant("nanchang")
    there = granted_beside(city, here.title)
    spent(city, here, 300, invoice_number="77001")
    city.clerk, first = city.other_clerk, city.clerk
    spent(city, there, 500, invoice_number="77001", what="量具")
    city.clerk = first
    return city, here, there


def test_the_auditor_of_the_authority_reads_every_pair_once_with_both_names(twice):
    city, *_ = twice

    rows = [one for one in exceptions(city.authority, 2026, NAMED) if one.sort == "票据两处列支"]

    assert len(rows) == 1
    assert (rows[0].fen, rows[0].union) == (300, city.unit.title)
    assert all(word in rows[0].why for word in ("77001", city.other_unit.title, "量具", "5.00"))


def test_a_unit_is_warned_without_the_name_or_the_papers_of_the_other(twice, client):
    city, here, there = twice

    [row] = exceptions(city.unit, 2026, NAMED)
    client.force_login(city.clerk)
    said = client.get(reverse("grant", args=[here.pk])).content.decode()

    assert "另一个单位" in row.why
    assert city.other_unit.title not in row.why + said
    assert "量具" not in row.why + said
    assert client.get(reverse("expense", args=[there.expenses.get().pk])).status_code == 404


def test_the_authoritys_finance_is_told_on_its_desk_and_on_both_grants(twice, client):
    city, here, there = twice
    client.force_login(city.finance_clerk)

    assert "在两个单位列支的票据" in client.get(reverse("desk")).content.decode()
    for payment, other in ((here, city.other_unit), (there, city.unit)):
        assert other.title in client.get(reverse("grant", args=[payment.pk])).content.decode()

    for payment in (here, there):
        check_use(payment, "figures", met=False, remark="两处列支", by=city.finance_clerk, **AT)
    assert "在两个单位列支的票据" not in client.get(reverse("desk")).content.decode()


def test_what_was_struck_out_makes_no_pair(twice):
    city, here, _ = twice
    here.expenses.update(state="struck", struck_on=NAMED, struck_why="退货")

    assert [one.sort for one in exceptions(city.authority, 2026, NAMED)] == ["冲销支出"]
