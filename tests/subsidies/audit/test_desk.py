"""An auditor's desk: first what asks for them, in what order, until it is done; then reading."""

from datetime import timedelta

import pytest
from django.urls import reverse

from subsidies.audit.actions import conclude, look
from subsidies.models import Conclusion, Look
from tests.make import make_person, moment
from tests.subsidies.audit.audited import at, drawn, found, replied, year
from tests.subsidies.spending.granted import grant
from tests.workshops.titles.living import NAMED
from workshops.clock import move_to
from workshops.desk.waiting import waiting_for
from workshops.records.actions import advance
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.unions.models import Role

pytestmark = pytest.mark.django_db
LATER = NAMED + timedelta(days=9)
BEGIN, SAMPLES = "年度经审，还没有开始", "抽查，还没有结论的"
NEW, REPLIES, READING = "新的例外，上次看过以后", "审计问题，待核实和逾期的", "最近的拨付"


def desk(person, on=NAMED) -> list[str]:
    return [group["title"] for group in waiting_for(person, on)]


def struck(city, payment):
    expense = payment.expenses.get()
    given = {"reason": "发票作废"}
    advance(expense, "strike_expense", by=city.clerk, given=given, **at(LATER))


def test_a_newcomer_is_told_where_to_begin_before_anything_to_read():
    city, _ = year()

    assert desk(city.auditor) == [BEGIN, READING]
    begin = waiting_for(city.auditor, NAMED)[0]["tasks"][0]
    assert begin["url"] == reverse("audit_year", args=[city.authority.pk, 2026])
    assert BEGIN not in desk(city.clerk)


def test_a_year_that_is_over_is_asked_for_before_the_new_one_until_it_is_begun():
    city, _ = year()
    january = NAMED.replace(year=2027, month=1, day=12)

    assert told_to_begin(city, january) == [reverse("audit_year", args=[city.authority.pk, 2026])]
    look(city.authority, 2026, by=city.auditor, **at(january))
    assert told_to_begin(city, january) == []


def told_to_begin(city, on) -> list[str]:
    groups = {group["title"]: group["tasks"] for group in waiting_for(city.auditor, on)}
    return [task["url"] for task in groups.get(BEGIN, [])]


def test_what_asks_for_the_auditor_stands_first_and_goes_when_it_is_done():
    city, payment = year()
    sample = drawn(city)
    replied(city, found(city, payment))
    struck(city, payment)

    assert desk(city.auditor, LATER) == [REPLIES, SAMPLES, NEW, READING]
    conclude(sample, "已逐笔查看，没有问题。", by=city.auditor, **at(LATER))
    look(city.authority, 2026, by=city.auditor, **at(LATER + timedelta(days=1)))
    assert desk(city.auditor, LATER) == [REPLIES, READING]


def test_what_is_undone_after_a_look_is_new_again_with_its_reason():
    city, payment = year()
    look(city.authority, 2026, by=city.auditor, **at(NAMED))
    struck(city, payment)

    group = next(one for one in waiting_for(city.auditor, LATER) if one["title"] == NEW)

    assert "发票作废" in group["tasks"][0]["hint"]
    own = make_person(Role.AUDITOR, union=city.unit)
    assert NEW in desk(own, LATER)


@pytest.mark.parametrize("who", ["clerk", "finance_clerk", "stranger"])
def test_only_auditors_conclude_and_look(who):
    city, _ = year()
    sample, by = drawn(city), getattr(city, who)

    with pytest.raises(NotPermitted):
        conclude(sample, "没有问题", by=by, **at())
    with pytest.raises(NotPermitted):
        look(city.authority, 2026, by=by, **at())


def test_a_sample_is_concluded_once_on_its_page(client):
    city, _ = year()
    sample = drawn(city)
    move_to(NAMED)
    client.force_login(city.auditor)
    page = reverse("audit_sample", args=[sample.pk])

    assert "填写结论" in client.get(page).content.decode()
    client.post(page, {"text": "逐笔看过，没有问题。"})
    said = client.get(page).content.decode()

    assert ("逐笔看过，没有问题。" in said, "填写结论" in said) == (True, False)
    with pytest.raises(NotPossible):
        conclude(sample, "再写", by=city.auditor, **at())
    assert Conclusion.objects.count() == 1


def test_exceptions_are_said_to_be_looked_at_on_their_page(client):
    city, payment = year()
    struck(city, payment)
    move_to(LATER)
    client.force_login(city.auditor)
    page = reverse("audit_exceptions", args=[city.authority.pk, 2026])

    assert "都看过了" in client.get(page).content.decode()
    client.post(page)

    assert (Look.objects.get().by, Look.objects.get().at > moment(NAMED)) == (city.auditor, True)
    assert "上次：" in client.get(page).content.decode()


@pytest.mark.parametrize(("code", "signs"), [("quzhou", True), ("nanchang", False)])
def test_the_year_says_where_the_sheets_of_a_joint_check_are(client, code, signs):
    city, _ = grant(code)
    move_to(NAMED)
    client.force_login(city.auditor)

    page = client.get(reverse("audit_year", args=[city.authority.pk, 2026])).content.decode()

    assert ("本年度还没有登记专项经费联合检查" in page) is signs
    assert ("空白表" in page) is signs
