"""The unit is told the account to repay to and hands in its bank slip; finance enters what came."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from subsidies.models import Clawback, Repayment, Slip
from subsidies.recovery.actions import demand, repay, strike
from subsidies.recovery.notices import last_payee
from subsidies.recovery.reporting import end_slip, report
from tests.subsidies.recovery.test_recovery import AT, DAY, decided, demanded
from tests.subsidies.spending.granted import WHOLE, paper
from workshops.clock import move_to
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.records.models import Attachment, Decision

pytestmark = pytest.mark.django_db
PAYEE = {"holder": "演示市总工会", "bank": "演示银行东湖支行", "number": "6222000099998888"}
TYPED = {"holder": "演示市总工会", "bank": "演示银行东湖支行", "number": "6222 0000 9999 8888"}


def reported(fen=400_000):
    city, _, one = demanded()
    return city, one, report(one, fen, DAY, paper("回单.pdf"), by=city.clerk, **AT)


def entered(city, one, slip, fen=400_000):
    by = {"by": city.finance_clerk, "slip": slip, **AT}
    return repay(one, fen, DAY, "收-1", None, **by)


@pytest.fixture
def go(client, settings):
    settings.DEMO = True

    def opened(person, name, *args, asked="", **sent):
        move_to(DAY)
        client.force_login(person)
        address = reverse(name, args=args) + asked
        return client.post(address, sent, follow=True) if sent else client.get(address)

    return opened


def test_the_account_stands_in_the_decision_on_the_notice_and_on_the_units_page(go):
    city, _, decision = decided()

    go(city.finance_clerk, "demand", decision.pk, repay_by="2026-05-01", **TYPED)

    one = Clawback.objects.get()
    kept = Decision.objects.about(one).get().particulars
    assert (kept["payee"], kept["recovery_notice"]["payee"]) == (PAYEE, PAYEE)
    said = go(city.clerk, "clawback", one.pk).content.decode()
    assert PAYEE["number"] in said
    assert "演示银行东湖支行" in said


def test_a_last_day_ten_years_off_is_a_slip_of_the_hand_in_a_notice_and_in_its_extension(go):
    city, _, decision = decided()
    far = go(city.finance_clerk, "demand", decision.pk, repay_by="2036-05-01", **TYPED)
    assert "离今天超过三年，请核对年份" in far.content.decode()
    go(city.finance_clerk, "demand", decision.pk, repay_by="2026-05-01", **TYPED)
    one = Clawback.objects.get()

    typed = {"repay_by": "2036-05-01", "reason": "分期", "save": "1"}
    go(city.finance_approver, "clawback_step", one.pk, "extend_demand", **typed)

    assert f"{Clawback.objects.get().repay_by}" == "2026-05-01"


def test_the_form_opens_with_the_account_of_the_last_demand(go):
    city, _, decision = decided()
    first = go(city.finance_clerk, "demand", decision.pk).context["form"].initial

    demand(decision, DAY + timedelta(days=9), payee=PAYEE, by=city.finance_clerk, **AT)

    assert first == {"holder": "演示市总工会"}
    assert last_payee(city.authority) == PAYEE


@pytest.mark.parametrize("wrong", [{"number": "123"}, {"bank": ""}, {"holder": ""}])
def test_an_account_is_named_whole_or_no_notice_is_sent(go, wrong):
    city, _, decision = decided()
    sent = {"repay_by": "2026-05-01", **TYPED, **wrong}

    answer = go(city.finance_clerk, "demand", decision.pk, **sent)

    assert list(answer.context["form"].errors) == list(wrong)
    assert Clawback.objects.count() == 0


def test_a_notice_sent_without_an_account_says_whom_to_ask(go):
    city, _, one = demanded()

    assert "通知没有写明账户" in go(city.clerk, "clawback", one.pk).content.decode()


def test_the_unit_hands_in_its_slip_and_nothing_counts_as_repaid(go):
    city, _, one = demanded()
    sent = {"amount_fen": "4000", "sent_on": f"{DAY}", "proof": paper("回单.pdf")}

    said = go(city.clerk, "slip", one.pk, **sent).content.decode()

    row = Slip.objects.get()
    assert (row.amount_fen, row.sent_on, row.proof.filename) == (400_000, DAY, "回单.pdf")
    assert (one.came(), Repayment.objects.count()) == (0, 0)
    assert "单位已上报，待财务确认" in said


def test_finance_sees_the_slip_on_its_desk_and_page_and_enters_by_it(go):
    city, one, slip = reported()
    assert "单位报称已退4,000.00元" in go(city.finance_clerk, "desk").content.decode()
    page = go(city.finance_clerk, "clawback", one.pk, asked=f"?slip={slip.pk}")
    assert page.context["form"].initial["amount_fen"] == 400_000
    assert "回单.pdf" in page.content.decode()

    sent = {"amount_fen": "4000", "came_on": f"{DAY}", "voucher_number": "收-1"}
    go(city.finance_clerk, "clawback", one.pk, **sent, slip=f"{slip.pk}")

    row = Repayment.objects.get()
    assert (row.slip, row.proof) == (slip, slip.proof)
    assert "已登记退还" in go(city.clerk, "clawback", one.pk).content.decode()
    assert "单位报称" not in go(city.finance_clerk, "desk").content.decode()


def test_one_slip_is_entered_once_and_waits_again_when_the_entry_is_struck_out():
    city, one, slip = reported()
    (row,) = entered(city, one, slip)

    with pytest.raises(NotPossible):
        repay(one, 100, DAY, "收-2", None, by=city.finance_clerk, slip=slip, **AT)
    strike(row, "记错户", by=city.finance_clerk, **AT)

    assert list(Slip.objects.waiting()) == [slip]
    entered(city, one, slip)
    assert list(Slip.objects.waiting()) == []


@pytest.mark.parametrize("who", ["chair", "finance_clerk", "stranger", "other_clerk"])
def test_only_the_units_clerk_hands_in_a_slip(who):
    city, _, one = demanded()
    person = getattr(city, who, city.auditor)

    with pytest.raises(NotPermitted):
        report(one, 100, DAY, paper(), by=person, **AT)


@pytest.mark.parametrize(
    ("fen", "days"), [(WHOLE - 399_999, 0), (0, 0), (100, 1), (100, -30), (400_000, 0)]
)
def test_no_more_than_is_left_on_no_impossible_day_and_nothing_twice(fen, days):
    city, one, slip = reported()

    with pytest.raises(NotPossible):
        report(one, fen, DAY + timedelta(days=days), paper(), by=city.clerk, **AT)

    assert list(Slip.objects.all()) == [slip]


@pytest.mark.parametrize("who", ["clerk", "finance_clerk"])
def test_either_side_takes_a_slip_out_with_a_reason_and_it_stays_to_be_read(go, who):
    city, one, slip = reported()

    go(getattr(city, who), "end_slip", one.pk, slip.pk, why="金额写错")

    slip.refresh_from_db()
    assert (slip.ended_why, slip.ended_on) == ("金额写错", DAY)
    said = go(city.clerk, "clawback", one.pk).content.decode()
    assert ("单位已撤回" if who == "clerk" else "财务已退回") in said
    assert Attachment.objects.get(pk=slip.proof_id).withdrawn_at is None


def test_a_slip_that_was_entered_is_not_taken_out():
    city, one, slip = reported()
    entered(city, one, slip)

    with pytest.raises(NotPossible):
        end_slip(slip, "写错", by=city.clerk, **AT)


def test_what_was_handed_in_is_never_deleted():
    _, _, slip = reported()

    with pytest.raises(IntegrityError), transaction.atomic():
        Slip.objects.filter(pk=slip.pk)._raw_delete("default")


def test_a_slip_of_another_claim_is_not_taken():
    city, one, slip = reported()
    decision = Decision.objects.exclude(pk=one.decision_id).first()
    own = {"title": one.title, "decision": decision, "amount_fen": WHOLE, "repay_by": DAY}
    other = Clawback.objects.create(demanded_on=DAY, **own)

    with pytest.raises(NotPossible):
        entered(city, other, slip)

    assert other.came() == 0


def test_a_slip_left_over_once_all_came_back_is_turned_back_and_not_entered(go):
    city, one, _ = reported(1_000)
    by = {"by": city.finance_clerk, **AT}

    before = go(city.finance_clerk, "clawback", one.pk).content.decode()
    repay(one, one.amount_fen, DAY, "收-1", paper("回单.pdf"), **by)
    after = go(city.finance_clerk, "clawback", one.pk).content.decode()

    assert ["按这份登记" in page for page in (before, after)] == [True, False]
    assert "退回" in after
