"""Audit: totals that are their rows, lots anybody draws again, findings that go back and forth."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from subsidies.audit import totals
from subsidies.audit.exceptions import exceptions
from subsidies.audit.file import chain
from subsidies.audit.pages import drawn_again
from subsidies.models import Expense, Finding, Movement, Payment, Sample, Word
from tests.guards import set_aside
from tests.make import make_person
from tests.subsidies.audit.audited import UNTIL, at, closed, drawn, found, replied, year
from tests.subsidies.spending.granted import WHOLE, paper, spent
from tests.workshops.titles.living import NAMED
from workshops.records.actions import advance, broken_link
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.records.models import Attachment, Event
from workshops.titles.draws import lots
from workshops.unions.models import Role

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", ["nanchang", "shandong"])
@pytest.mark.parametrize("which", ["authority", "unit"])
def test_every_total_is_the_sum_of_the_rows_beneath_it(code, which):
    city, _ = year(code)
    union = getattr(city, which)

    lines = {line.key: line.fen for line in totals.lines(totals.sums([union]), union, 2026)}

    rows = {t.key: totals.read(t, totals.rows_of(t, union, 2026)) for t in totals.shown_to(union)}
    rows["unspent"] = totals.unspent_rows(union, 2026)
    assert lines == {key: sum(row.fen for row in found) for key, found in rows.items()}
    assert (lines["paid"], lines["spent"], lines["unspent"]) == (WHOLE, 100, WHOLE - 100)
    assert lines["matched"] == (WHOLE if code == "shandong" else 0)


def test_the_next_year_begins_with_what_was_left():
    city, _ = year()
    found = totals.sums([city.unit])

    lines = {line.key: line.fen for line in totals.lines(found, city.unit, 2027)}

    assert (lines["received"], lines["unspent"]) == (0, WHOLE - 100)


def test_what_did_not_go_its_plain_way_is_listed_with_its_reason():
    city, payment = year()
    given = {"reason": "退货"}
    advance(Expense.objects.get(), "strike_expense", by=city.clerk, given=given, **at())
    right = {"voucher_number": "记-2", "paid_on": NAMED, "reason": "号写错"}
    advance(payment, "correct", by=city.finance_clerk, given=right, **at())

    rows = exceptions(city.authority, 2026, NAMED)

    assert [(r.sort, r.why) for r in rows] == [("更正拨付登记", "号写错"), ("冲销支出", "退货")]


def test_a_use_that_nobody_has_judged_is_listed_with_what_is_doubted():
    city, payment = year()
    spent(city, payment, what="茅台两箱", invoice_number="2026-777")

    rows = exceptions(city.authority, 2026, NAMED)

    assert [(r.sort, "茅台" in r.why) for r in rows] == [("用途待判定", True)]


def test_money_matched_too_late_or_not_at_all_is_listed():
    city, payment = year("shandong")
    payment.matchings.update(paid_on=NAMED + timedelta(days=60))
    later = NAMED + timedelta(days=90)

    assert [r.sort for r in exceptions(city.unit, 2026, later)] == [
        "已动用而配套不足",
        "配套逾期到位",
    ]
    payment.matchings.update(struck_on=later)
    assert [r.sort for r in exceptions(city.unit, 2026, later)] == [
        "已动用而配套不足",
        "逾期未配套",
    ]


# Lots


@pytest.mark.parametrize("pool", ["payments", "expenses"])
def test_lots_are_drawn_again_from_what_was_kept(pool):
    city, _ = year()

    sample = drawn(city, pool=pool)

    assert sample.drawn == lots("八一", sample.keys, 1)
    assert drawn_again(Sample.objects.get())
    sample.seed, sample.drawn = "另一个", []
    assert not drawn_again(sample)


def test_no_more_are_drawn_than_there_are():
    city, _ = year()

    with pytest.raises(NotPossible):
        drawn(city, number=2)


# Findings


def test_a_finding_goes_from_the_auditor_to_the_unit_and_back_until_it_is_closed():
    city, payment = year()
    finding = found(city, payment)

    replied(city, finding, paper("换开.pdf"))
    closed(city, finding, "again", UNTIL + timedelta(days=5))
    replied(city, finding)
    closed(city, finding)

    assert list(finding.words.values_list("kind", flat=True)) == [
        "reply",
        "again",
        "reply",
        "closed",
    ]
    assert Attachment.objects.about(finding).get().slot == "finding_reply_1"
    acts = Event.objects.about(finding).values_list("act", flat=True)
    assert {"提出审计问题", "整改回复", "要求继续整改", "整改到位"} <= set(acts)
    assert broken_link() is None


def test_nobody_speaks_out_of_turn():
    city, payment = year()
    finding = found(city, payment)

    with pytest.raises(NotPossible):
        closed(city, finding)
    replied(city, finding)
    with pytest.raises(NotPossible):
        replied(city, finding)
    closed(city, finding, "taken_back")
    with pytest.raises(NotPossible):
        closed(city, finding)


@pytest.mark.parametrize("who", ["clerk", "finance_clerk", "secretary", "administrator"])
def test_only_an_auditor_finds_and_draws(who):
    city, payment = year()
    city.auditor = getattr(city, who)

    with pytest.raises(NotPermitted):
        found(city, payment)
    with pytest.raises(NotPermitted):
        drawn(city)


def test_only_the_union_concerned_replies_and_nobody_else_sees_it():
    city, payment = year()
    finding = found(city, payment, concerned=city.authority)
    beside = make_person(Role.AUDITOR, union=city.unit)

    with pytest.raises(NotPermitted):
        replied(city, finding)
    sees = {
        name
        for name in ("auditor", "finance_clerk", "clerk", "other_clerk", "secretary", "stranger")
        if Finding.objects.visible_to(getattr(city, name), on=NAMED).exists()
    }
    assert sees == {"auditor", "finance_clerk"}
    assert not Finding.objects.visible_to(beside, on=NAMED).exists()


def test_what_auditors_write_the_database_keeps_and_no_money_moves():
    city, payment = year()
    before = list(Payment.objects.values()), list(Expense.objects.values())
    moved = Movement.objects.count()
    finding = found(city, payment)
    replied(city, finding)
    drawn(city)

    for model in (Sample, Word, Finding):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.all()._raw_delete("default")
    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.update(text="改过")
    assert (list(Payment.objects.values()), list(Expense.objects.values())) == before
    assert Movement.objects.count() == moved


def test_the_file_says_up_to_which_link_the_history_is_sound():
    year()
    last = Event.objects.order_by("-number").first()
    assert chain() == {"until": last.number, "digest": last.digest, "faults": []}

    set_aside("workshops_event_no_update")
    Event.objects.filter(number=3).update(who="别人")

    told = chain()
    assert told["until"] == 2
    assert "第3环" in told["faults"][0]
