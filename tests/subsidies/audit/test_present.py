"""What a finding is about then and now, and the buttons that begin one."""

from datetime import timedelta

import pytest
from django.urls import reverse

from subsidies.audit.present import stood
from subsidies.models import Finding
from subsidies.recovery.actions import demand, repay
from tests.make import make_person
from tests.subsidies.audit.audited import at, found, year
from tests.subsidies.books.keeping import one_of_each
from tests.subsidies.spending.granted import WHOLE, spent
from tests.workshops.titles.living import NAMED, step
from workshops.clock import move_to
from workshops.records.actions import advance
from workshops.records.models import Decision
from workshops.unions.models import Role

pytestmark = pytest.mark.django_db
LATER = NAMED + timedelta(days=40)


def about(finding) -> dict:
    """The rows of what it is about, read anew."""
    rows = stood(Finding.objects.get(pk=finding.pk))
    return {row.label: (row.then, row.now) for row in rows}


def test_as_long_as_nothing_moves_then_and_now_are_the_same():
    city, payment = year()
    rows = about(found(city, payment))

    assert rows == {
        "拨付": ("已拨付", "已拨付"),
        "凭证号和拨付日期": (rows["凭证号和拨付日期"][0],) * 2,
        "收到补助": ("10,000.00元",) * 2,
        "支出": ("1.00元",) * 2,
    }


def test_an_expense_struck_since_is_said_so_beside_what_it_was():
    city, payment = year()
    expense = payment.expenses.get()
    one = found(city, payment, about=f"expense-{expense.pk}")
    given = {"reason": "发票作废"}
    advance(expense, "strike_expense", by=city.clerk, given=given, **at(LATER))

    rows = about(one)

    assert rows["这笔支出"][0] == "计入，1.00元"
    assert rows["这笔支出"][1].endswith("已冲销：发票作废")
    assert rows["支出"] == ("1.00元", "0.00元")


def test_a_corrected_voucher_number_is_said_with_the_former_one():
    city, payment = year()
    one = found(city, payment)
    right = {"voucher_number": "记-2", "paid_on": NAMED, "reason": "号写错"}
    advance(payment, "correct", by=city.finance_clerk, given=right, **at(LATER))

    then, now = about(one)["凭证号和拨付日期"]

    assert (then[:4], now[:4], "已更正：号写错" in now) == ("记-1，", "记-2，", True)


def test_money_claimed_back_and_repaid_since_is_said():
    city, payment = year()
    one = found(city, payment)
    fraud = {"verified_finding": "核查报告〔2026〕1号", "recover_fen": WHOLE}
    step(payment.title, "delist", city.secretary, LATER, **fraud, ground=None)
    decision = Decision.objects.about(payment.title).get(step="delist")
    act = {"by": city.finance_clerk, **at(LATER)}
    repay(demand(decision, LATER + timedelta(days=9), **act), 300, LATER, "收-1", None, **act)

    rows = about(one)

    assert rows["追回"] == ("没有通知追回", "应退还10,000.00元，已退还3.00元")
    assert rows["退回补助"] == ("0.00元", "3.00元")


def test_the_page_says_both_and_leads_to_the_thing(client, django_assert_max_num_queries):
    city, payment = year()
    expense = spent(city, payment, invoice_number="7")
    one = found(city, payment, about=f"expense-{expense.pk}")
    move_to(LATER)
    client.force_login(city.auditor)
    client.get("/")

    with django_assert_max_num_queries(12):
        page = client.get(reverse("finding", args=[one.pk])).content.decode()

    assert "现在的情况" in page
    assert reverse("expense", args=[expense.pk]) in page


# Where one is begun


@pytest.fixture
def things(client, settings):
    """A payment, an expense and a voucher, and a way to open each as anybody."""
    settings.DEMO = True
    city, payment = year()
    voucher = one_of_each(city, payment.title)["vouchers"]
    move_to(NAMED)
    keys = {"payment": payment.pk, "expense": payment.expenses.get().pk, "voucher": voucher.pk}

    def page(who, name) -> str:
        client.force_login(who)
        return client.get(reverse(name, args=[keys[name]])).content.decode()

    return city, keys, page


@pytest.mark.parametrize("name", ["payment", "expense", "voucher"])
def test_auditors_alone_begin_a_finding_from_the_page_of_a_thing(things, client, name):
    city, keys, page = things
    way = reverse("finding_new", args=[city.authority.pk, 2026, f"{name}-{keys[name]}"])

    assert way in page(city.auditor, name)
    assert "提出审计问题" in client.get(way).content.decode()
    for who in (city.clerk, city.finance_clerk):
        assert "提出审计问题" not in page(who, name)


@pytest.mark.parametrize("name", ["payment", "expense"])
def test_a_units_auditor_begins_one_in_their_own_union(things, name):
    city, keys, page = things
    own = make_person(Role.AUDITOR, union=city.unit)

    assert reverse("finding_new", args=[city.unit.pk, 2026, f"{name}-{keys[name]}"]) in page(
        own, name
    )


def test_a_finding_about_a_voucher_is_written_and_says_when_it_is_reversed(things, client):
    city, keys, _ = things
    client.force_login(city.auditor)
    way = reverse("finding_new", args=[city.authority.pk, 2026, f"voucher-{keys['voucher']}"])
    typed = {"concerned": city.unit.pk, "text": "摘要不符", "basis": "财务制度第三条"}
    client.post(way, typed | {"reply_by": f"{LATER}"})

    one = Finding.objects.get()

    assert (one.voucher_id, one.concerned) == (keys["voucher"], city.unit)
    assert one.about_url == reverse("voucher", args=[keys["voucher"]])
    assert about(one)["记账凭证"] == ("没有冲销", "没有冲销")
