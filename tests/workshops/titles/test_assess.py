"""Yearly results: when one may be recorded, what it brings, five years walked."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from tests.make import make_account, make_city, make_title, moment
from workshops.clock import move_to
from workshops.records.actions import advance
from workshops.records.lifecycle import NotPermitted, Refused
from workshops.records.models import Event, Paper
from workshops.titles.actions import NotAssessable, assess, years_open
from workshops.titles.outlook import outlook
from workshops.titles.years import Assessment

pytestmark = pytest.mark.django_db
MARKS = {"P": Decimal("60"), "F": Decimal("59.99")}


def at(year: int) -> dict:
    on = date(year, 12, 1)
    return {"on": on, "at": moment(on)}


def result(city, title, year: int, letter: str):
    return assess(title, year, MARKS[letter], by=city.review_office, **at(year))


def take(city, title, step: str, year: int):
    """The step by the person whose step it is."""
    by = city.secretary if step == "delist" else city.review_office
    given = (
        {"document_number": f"撤〔{year}〕1号", "reason": "按考评结果"} if step == "delist" else {}
    )
    return advance(title, step, by=by, given=given, **at(year))


def test_the_pass_line_itself_passes_and_a_hundredth_below_fails():
    city = make_city()
    title = make_title(city)

    assert result(city, title, 2027, "P").passed is True
    assert result(city, title, 2028, "F").passed is False


@pytest.mark.parametrize("year", [2025, 2026, 2028])
def test_only_years_after_naming_and_not_ahead_are_given_a_result(year):
    city = make_city()
    title = make_title(city)

    with pytest.raises(NotAssessable):
        assess(title, year, Decimal(90), by=city.review_office, **at(2027))

    assert Assessment.objects.count() == 0


def test_a_year_is_given_one_result():
    city = make_city()
    title = make_title(city)
    result(city, title, 2027, "F")

    with pytest.raises(NotAssessable):
        assess(title, 2027, Decimal(90), by=city.review_office, **at(2028))

    assert Assessment.objects.get().passed is False


def test_a_result_may_be_entered_after_new_year_but_not_before_a_later_one():
    city = make_city()
    title = make_title(city)
    result(city, title, 2028, "P")

    assert years_open(title, date(2029, 1, 5)) == [2029]


def test_without_a_pass_line_nothing_is_passed_or_failed():
    city = make_city()
    title = make_title(city)
    title.application.call.pass_line = None
    title.application.call.save()

    with pytest.raises(NotAssessable, match="没有录入合格标准"):
        result(city, title, 2027, "P")


@pytest.mark.parametrize("role", ["clerk", "screening_officer", "finance_clerk", "stranger"])
def test_only_the_office_records_results(role):
    city = make_city()
    title = make_title(city)

    with pytest.raises(NotPermitted):
        assess(title, 2027, Decimal(90), by=getattr(city, role), **at(2027))


def test_a_result_is_recorded_with_its_score():
    city = make_city()
    title = make_title(city)
    result(city, title, 2027, "F")

    event = Event.objects.about(title).get(act="登记年度考评")

    assert event.after == {"year": 2027, "score": "59.99", "result": "不合格"}


def test_what_a_result_would_bring_is_said_before():
    city = make_city()
    title = make_title(city)

    passed, failed = (outlook(title, 2027, p, at(2027)["on"]).sentences() for p in (True, False))

    assert passed == [
        "第2年（2027年度）：考评合格，拨付第二笔补助资金。第十一条第（一）至（三）项",
        "第二笔补助资金 300,000.00 元：由“条件未到”变为“可拨付”。",
    ]
    assert failed == [
        "第2年（2027年度）：考评不合格，黄牌警告，当年不拨付。第十一条第（四）项",
        "各笔补助的拨付状态不变。",
        "随后应办理“黄牌警告”。",
    ]


def test_a_second_failure_running_is_said_to_end_title_and_money():
    city = make_city()
    title = make_title(city)
    result(city, title, 2027, "F")
    take(city, title, "yellow_card", 2027)

    said = outlook(title, 2028, False, at(2028)["on"]).sentences()

    assert said[1:] == [
        "第二笔补助资金 300,000.00 元：由“条件未到”变为“不再拨付”。",
        "第三笔补助资金 400,000.00 元：由“条件未到”变为“不再拨付”。",
        "随后应办理“撤销命名并摘牌”。",
    ]


@pytest.mark.parametrize(
    ("results", "steps", "state", "due"),
    [
        ("PPPP", "", "active", 100_000_000),
        ("FPPP", "yellow_card restore", "active", 100_000_000),
        ("PFPP", "yellow_card restore", "active", 100_000_000),
        ("FPFP", "yellow_card restore yellow_card restore", "active", 100_000_000),
        ("FF", "yellow_card delist", "revoked", 30_000_000),
        ("PFF", "yellow_card delist", "revoked", 60_000_000),
        ("FPFF", "yellow_card restore yellow_card delist", "revoked", 60_000_000),
        ("PPF", "delist", "revoked", 100_000_000),
    ],
)
def test_five_years_are_walked(results, steps, state, due):
    city = make_city()
    title = make_title(city)
    taken = []

    for year, letter in enumerate(results, 2027):
        result(city, title, year, letter)
        title.refresh_from_db()
        for step in ("yellow_card", "restore", "delist"):
            rule = title.edition.step(step)
            if title.may_proceed(rule) and (
                step != "delist" or title.judge(step, on=at(year)["on"])
            ):
                try:
                    take(city, title, step, year)
                except Refused:
                    continue
                taken.append(step)
                break

    assert (taken, title.state) == (steps.split(), state)
    assert title.schedule(date(2026 + len(results), 12, 31)).due_fen == due


def test_a_title_struck_off_is_not_assessed_and_bars_the_studio():
    city = make_city()
    title = make_title(city)
    for year, step in ((2027, "yellow_card"), (2028, "delist")):
        result(city, title, year, "F")
        take(city, title, step, year)

    assert years_open(title, date(2029, 12, 1)) == []
    title.studio.refresh_from_db()
    assert "第十五条" in title.studio.barred_by


def test_two_failures_around_a_year_without_result_are_a_card_where_that_is_decided(client):
    city = make_city()
    title = make_title(city)
    result(city, title, 2027, "F")
    take(city, title, "yellow_card", 2027)
    result(city, title, 2029, "F")
    move_to(at(2029)["on"])
    client.force_login(city.review_office)
    address = reverse("title_step", args=[title.pk, "yellow_card"])

    first = client.post(address, {"paper_number": "演警2号", "reason": ""})
    again = client.post(address, {"paper_number": "演警2号", "reason": "2028年停产未考评"})

    title.refresh_from_db()
    assert (first.status_code, again.status_code) == (200, 302)
    assert (title.carded_years, title.state) == ([2027, 2029], "yellow_carded")
    assert (
        Paper.objects.get(number="演警2号").decision.particulars["warning_notice"]["year"] == 2029
    )
    with pytest.raises(Refused):
        take(city, title, "delist", 2029)  # decided once, and not the other way afterwards


def test_a_year_is_given_one_card_and_the_page_asks_for_no_reason_where_nothing_is_open(client):
    city = make_city()
    title = make_title(city)
    result(city, title, 2027, "F")
    move_to(at(2027)["on"])
    client.force_login(city.review_office)
    address = reverse("title_step", args=[title.pk, "yellow_card"])

    assert "reason" not in client.get(address).context["form"].fields
    take(city, title, "yellow_card", 2027)
    with pytest.raises(Refused):
        take(city, title, "yellow_card", 2027)


def test_no_title_is_struck_off_without_a_ground():
    city = make_city()
    title = make_title(city)
    result(city, title, 2027, "F")

    with pytest.raises(Refused):
        take(city, title, "delist", 2027)


# The page


def url(title) -> str:
    return reverse("assess", args=[title.pk])


def test_the_page_shows_the_consequence_and_records_only_when_confirmed(client):
    city = make_city()
    title = make_title(city)
    move_to(date(2027, 12, 1))
    client.force_login(city.review_office)
    typed = {"year": "2027", "score": "59.5", "remark": "台账不全"}

    shown = client.post(url(title), typed).content.decode()
    assert "随后应办理“黄牌警告”。" in shown
    assert Assessment.objects.count() == 0

    response = client.post(url(title), typed | {"confirmed": "yes"})
    assert response.url == reverse("title", args=[title.pk])
    assert Assessment.objects.get().score == Decimal("59.5")


@pytest.mark.parametrize("score", ["-1", "100.01", "59.555", "九十", "", "NaN", "1e3"])
def test_a_score_that_is_none_is_refused(client, score):
    city = make_city()
    title = make_title(city)
    move_to(date(2027, 12, 1))
    client.force_login(city.review_office)

    client.post(url(title), {"year": "2027", "score": score, "confirmed": "yes"})

    assert Assessment.objects.count() == 0


def test_in_the_naming_year_the_page_says_why_not_yet(client):
    city = make_city()
    title = make_title(city)
    move_to(date(2026, 12, 1))
    client.force_login(city.review_office)

    assert "下一年度开始后再登记" in client.get(url(title)).content.decode()


@pytest.mark.parametrize(("role", "code"), [("clerk", 403), ("secretary", 403), ("stranger", 404)])
def test_others_do_not_reach_the_form(client, role, code):
    city = make_city()
    title = make_title(city)
    client.force_login(getattr(city, role))

    assert client.get(url(title)).status_code == code


def test_after_the_page_of_the_title_the_warning_is_offered_and_taken(client):
    city = make_city()
    title = make_title(city)
    make_account(city.unit, city.clerk)
    move_to(date(2027, 12, 1))
    result(city, title, 2027, "F")
    client.force_login(city.review_office)
    warn = reverse("title_step", args=[title.pk, "yellow_card"])
    assert warn in client.get(reverse("title", args=[title.pk])).content.decode()

    client.post(warn, {"save": "done"})

    title.refresh_from_db()
    assert title.state == "yellow_carded"
