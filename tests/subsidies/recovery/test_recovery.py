"""Money claimed back: only by decision, noticed once, repaid in parts, in the books of both."""

from datetime import timedelta

import pytest
from django.urls import reverse

from subsidies.models import Clawback, Movement, Repayment
from subsidies.recovery.actions import demand, repay, strike, undemanded
from tests.make import make_account, moment
from tests.subsidies.spending.granted import WHOLE, grant, spent
from tests.workshops.titles.living import NAMED, step
from workshops.clock import move_to
from workshops.records.actions import advance, broken_link
from workshops.records.lifecycle import NotPermitted, NotPossible, Refused
from workshops.records.models import Decision, Paper

pytestmark = pytest.mark.django_db
DAY = NAMED + timedelta(days=30)
AT = {"on": DAY, "at": moment(DAY)}
FRAUD = {"verified_finding": "核查报告〔2026〕1号", "ground": "fraud", "recover_fen": WHOLE}


def decided(code="nanchang", used=0):
    """A title struck off for fraud after one grant was paid, so much of it used; the decision."""
    city, payment = grant(code)
    if used:
        spent(city, payment, used)
    given = FRAUD | ({} if code != "nanchang" else {"ground": None})
    step(payment.title, "delist", city.secretary, DAY, **given)
    return city, payment, Decision.objects.about(payment.title).get(step="delist")


def demanded(code="nanchang", used=0):
    city, payment, decision = decided(code, used)
    by = {"by": city.finance_clerk, **AT}
    return city, payment, demand(decision, DAY + timedelta(days=10), **by)


def back(city, clawback, fen, voucher="记-9"):
    return repay(clawback, fen, DAY, voucher, None, by=city.finance_clerk, **AT)


def in_books(kind):
    rows = Movement.objects.standing().filter(kind=kind).order_by("pk")
    return [(m.union.title, m.amount_fen) for m in rows]


@pytest.mark.parametrize("code", ["nanchang", "china_communications"])
def test_what_a_decision_claims_back_is_noticed_once_with_its_arithmetic(code):
    city, _, clawback = demanded(code)

    says = Decision.objects.about(clawback).get().particulars["recovery_notice"]
    assert (clawback.amount_fen, says["figures"]) == (WHOLE, "10,000.00")
    assert [line["amount_fen"] for line in says["lines"]] == [WHOLE]
    assert Paper.objects.get(kind="recovery_notice").number == "演工追〔2026〕1号"
    assert list(undemanded()) == []
    with pytest.raises(NotPossible):
        demand(clawback.decision, DAY + timedelta(days=10), by=city.finance_clerk, **AT)


def test_the_notice_and_the_page_cite_the_article_that_claims_back_and_no_other(client):
    city, _, clawback = demanded()
    client.force_login(city.finance_clerk)
    move_to(DAY)

    page = client.get(reverse("clawback", args=[clawback.pk])).content.decode()

    says = Decision.objects.about(clawback).get().particulars["recovery_notice"]
    assert says["article"] == "第十五条"
    assert '<span class="article">第十五条</span>' in page.split("<h1")[1].split("</header>")[0]


def test_where_the_text_is_silent_on_money_nothing_is_claimed_back():
    city, payment = grant("quzhou")
    told = {"verified_finding": "核查报告已认定。", "criticism_number": "演通〔2026〕3号"}

    step(payment.title, "delist", city.secretary, DAY, ground="fraud", **told)

    assert list(undemanded()) == []


@pytest.mark.parametrize("who", ["clerk", "secretary", "finance_approver", "stranger"])
def test_only_the_finance_clerk_sends_notice(who):
    city, _, decision = decided()

    with pytest.raises(NotPermitted):
        demand(decision, DAY + timedelta(days=10), by=getattr(city, who), **AT)


def test_the_day_to_repay_lies_ahead():
    city, _, decision = decided()

    with pytest.raises(Refused, match="退还期限"):
        demand(decision, DAY, by=city.finance_clerk, **AT)

    assert Clawback.objects.count() == 0


def test_it_comes_back_in_parts_and_stands_in_the_books_of_both():
    city, payment, clawback = demanded()

    back(city, clawback, 400_000)
    back(city, clawback, 600_000, "记-10")

    assert (clawback.came(), list(Clawback.objects.open())) == (WHOLE, [])
    assert in_books("given_back") == [("演示机械厂工会", 400_000), ("演示机械厂工会", 600_000)]
    assert in_books("recovered") == [("演示市总工会", 400_000), ("演示市总工会", 600_000)]
    assert {row.payment for row in Repayment.objects.all()} == {payment}


SAME = [(400_000, number) for number in ("记-9", "记- 9", "记－９")]


@pytest.mark.parametrize(("fen", "voucher"), [(WHOLE, "记-10"), *SAME])
def test_no_more_comes_back_than_is_claimed_and_nothing_twice(fen, voucher):
    city, _, clawback = demanded()
    back(city, clawback, 400_000)

    with pytest.raises(NotPossible):
        back(city, clawback, fen, voucher)

    assert clawback.came() == 400_000


def test_an_entry_is_struck_out_once_and_leaves_the_books():
    city, _, clawback = demanded()
    (row,) = back(city, clawback, 400_000)

    strike(row, "记错户", by=city.finance_clerk, **AT)
    with pytest.raises(NotPossible):
        strike(row, "记错户", by=city.finance_clerk, **AT)

    assert (clawback.came(), in_books("given_back"), in_books("recovered")) == (0, [], [])
    assert broken_link() is None


def test_the_approver_gives_more_time_with_a_reason():
    city, _, clawback = demanded()
    later = {"repay_by": DAY + timedelta(days=60), "reason": "分期退还"}

    advance(clawback, "extend_demand", by=city.finance_approver, given=later, **AT)

    assert clawback.repay_by == DAY + timedelta(days=60)
    with pytest.raises(NotPermitted):
        advance(clawback, "extend_demand", by=city.finance_clerk, given=later, **AT)


def test_no_more_time_is_given_once_all_has_come_back():
    city, _, clawback = demanded()
    back(city, clawback, WHOLE)
    later = {"repay_by": DAY + timedelta(days=60), "reason": "分期退还"}

    with pytest.raises(NotPossible):
        advance(clawback, "extend_demand", by=city.finance_approver, given=later, **AT)


# Its pages


@pytest.fixture
def go(client, settings):
    settings.DEMO = True

    def opened(person, name, *args, **sent):
        move_to(DAY)
        client.force_login(person)
        address = reverse(name, args=args)
        return client.post(address, sent) if sent else client.get(address)

    return opened


def test_finance_goes_from_the_desk_to_the_notice_and_enters_what_comes(go):
    city, _, decision = decided()
    assert "发出追回通知" in go(city.finance_clerk, "desk").content.decode()
    assert "壹万元整" in go(city.finance_clerk, "demand", decision.pk).content.decode()

    payee = {"holder": "演示市总工会", "bank": "演示银行", "number": "6222000011112222"}
    go(city.finance_clerk, "demand", decision.pk, repay_by="2026-05-01", **payee)
    one = Clawback.objects.get()
    sent = {"amount_fen": "2500", "came_on": f"{DAY}", "voucher_number": "记-3"}
    go(city.finance_clerk, "clawback", one.pk, **sent)

    said = go(city.clerk, "clawback", one.pk).content.decode()
    assert "2,500.00 元" in said
    assert "登记退还</h2>" not in said
    assert "还没有退还的补助" in go(city.clerk, "desk").content.decode()


def test_what_is_late_is_said_so(go):
    city, _, one = demanded()
    Clawback.objects.filter(pk=one.pk).update(repay_by=DAY - timedelta(days=1))

    assert "逾期未退还" in go(city.finance_clerk, "clawbacks").content.decode()
    assert "逾期" in go(city.clerk, "desk").content.decode()


@pytest.mark.parametrize("wrong", [{"amount_fen": "10000.01"}, {"came_on": "2026-04-18"}])
def test_what_is_wrong_is_said_beside_its_field(go, wrong):
    city, _, one = demanded()
    sent = {"amount_fen": "1", "came_on": f"{DAY}", "voucher_number": "记-3"} | wrong

    answer = go(city.finance_clerk, "clawback", one.pk, **sent)

    assert list(answer.context["form"].errors) == list(wrong)
    assert Repayment.objects.count() == 0


@pytest.mark.parametrize("who", ["stranger", "other_clerk"])
def test_a_claim_is_closed_to_those_it_does_not_concern(go, who):
    city, _, one = demanded()

    assert go(getattr(city, who), "clawback", one.pk).status_code == 404
    assert go(getattr(city, who), "demand", one.decision.pk).status_code == 404


def test_the_list_asks_the_same_for_one_and_for_three(go, client, django_assert_max_num_queries):
    city, _, one = demanded()
    make_account(city.authority, city.clerk)
    move_to(DAY)
    client.force_login(city.finance_clerk)

    for name, args in (("clawbacks", ()), ("clawback", (one.pk,))):
        with django_assert_max_num_queries(14):
            client.get(reverse(name, args=args))
