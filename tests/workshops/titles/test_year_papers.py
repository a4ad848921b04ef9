"""The papers of the ladder as they are drawn: one page each, in the words of their own text."""

import io
from datetime import date

import pypdf
import pytest
from django.urls import reverse

import rules
from tests.make import assess, make_city, make_title
from tests.people import moment
from workshops.clock import move_to
from workshops.documents.papers import content
from workshops.records.actions import advance
from workshops.records.models import Decision, Paper
from workshops.titles.years import Assessment

from .living import done, ordered, rechecked, state, step, titled, visits

pytestmark = pytest.mark.django_db

LONG = "\n".join(
    f"{place}补齐工作台账，按月登记创新活动、成员发展和经费使用" for place in range(12)
)


def words(kind: str) -> str:
    """The words of the only paper of that kind, which is one page long."""
    drawn = pypdf.PdfReader(io.BytesIO(content(Paper.objects.get(kind=kind))))
    assert len(drawn.pages) == 1
    return "".join(drawn.pages[0].extract_text().split())


def not_put_right(code):
    """An order that ran out and was found not put right."""
    city, title = titled(code)
    done(title, "inspection", 2029, city.review_office, date(2029, 11, 1), met=False)
    ordered(title, city.review_office, date(2029, 11, 2), date(2030, 1, 10), things=LONG)
    title.refresh_from_db()
    rechecked(title, city.review_office, date(2030, 1, 9), put_right=False)
    return city, title


def test_an_order_of_many_things_is_still_one_page():
    not_put_right("shandong")

    found = words("rectification_notice")

    assert "整改期限2030年1月10日" in found
    assert "未达到“规范运行”“成效业绩”“资金使用”的要求" in found
    assert "11补齐工作台账" in found


def test_a_revocation_says_ground_finding_and_plaque_and_nothing_of_a_bar_the_text_lacks():
    city, title = not_put_right("shandong")
    given = {"ground": "rectification", "return_by": date(2030, 2, 1)}
    step(title, "delist", city.secretary, date(2030, 1, 11), **given)

    found = words("revocation_decision")

    assert "因整改期满仍不达标" in found
    assert f"编号{title.plaque_number}" in found
    assert "于2030年2月1日前将牌匾" in found
    assert ("不得再次申报" in found, "追回" in found) == (False, False)


@pytest.mark.parametrize(
    ("ground", "verb", "kinds"),
    [
        ("cycle", "取消称号", ["revocation_decision"]),
        ("fraud", "撤销命名", ["circular", "revocation_decision"]),
    ],
)
def test_quzhou_takes_a_title_away_in_the_words_of_its_ground(ground, verb, kinds):
    city, title = titled("quzhou")
    done(title, "cycle", 2029, city.review_office, date(2029, 3, 25), met=False)
    told = {"verified_finding": "核查报告已认定。", "criticism_number": "演通〔2029〕3号"}
    given = {"ground": ground} | (told if ground == "fraud" else {})
    step(title, "delist", city.secretary, date(2029, 4, 1), **given)

    found = words("revocation_decision")
    assert f"{verb}的决定" in found
    assert "。。" not in found + (words("circular") if ground == "fraud" else "")
    assert sorted(Paper.objects.values_list("kind", flat=True)) == kinds


def test_a_warning_says_the_score_and_what_the_next_year_brings():
    city = make_city()
    title = make_title(city)
    rows = {"score": 52, "pass_line": 60, "assessed_on": date(2027, 12, 1)}
    title.assessments.create(year=2027, **rows)
    on = date(2027, 12, 2)
    advance(title, "yellow_card", by=city.review_office, on=on, at=moment(on), given={})

    found = words("warning_notice")

    assert "2027年度考评得52.00分，合格标准60分，结果为不合格" in found
    assert "下一年度考评合格的，解除黄牌" in found


def test_a_second_click_ends_nothing_twice_and_brings_no_second_paper(client):
    city, title = titled("china_communications")
    visits(city, title, False, False)
    move_to(date(2029, 1, 5))
    client.force_login(city.secretary)
    address, sent = reverse("title_step", args=[title.pk, "delist"]), {"ground": "twice"}

    answers = [client.post(address, sent).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert state(title) == "revoked"
    assert Decision.objects.filter(step="delist").count() == 1
    assert Paper.objects.filter(kind="revocation_decision").count() == 1


@pytest.mark.parametrize(("who", "answer"), [("clerk", 200), ("stranger", 404)])
def test_the_paper_opens_for_the_unit_and_for_no_stranger(client, who, answer):
    city, title = titled("china_communications")
    visits(city, title, False, False)
    step(title, "delist", city.secretary, date(2029, 1, 5), ground="twice", recover_fen=0)
    move_to(date(2029, 1, 6))
    client.force_login(getattr(city, who))

    paper = Paper.objects.get(kind="revocation_decision")

    assert client.get(reverse("paper", args=[paper.pk])).status_code == answer


def test_failures_settled_as_two_running_cite_their_own_item_and_say_why():
    city = make_city()
    title = make_title(city)
    assess(title, "F-F")
    given = {"reason": "二〇二八年停办未考评。", "recover_fen": 0}
    step(title, "delist", city.secretary, date(2030, 1, 5), **given)

    found = words("revocation_decision")

    assert "修订稿）》第十一条第（四）项，决定" in found
    assert "2029年度：上一年度无结果" in found
    assert "认定属于连续两年：二〇二八年停办未考评。" in found


def test_a_fraud_found_before_anything_was_paid_cites_the_article_on_fraud_alone():
    city = make_city()
    title = make_title(city)
    given = {"verified_finding": "核查报告〔2026〕1号", "recover_fen": 0}
    step(title, "delist", city.secretary, date(2026, 6, 1), **given)

    assert "修订稿）》第十五条，决定" in words("revocation_decision")


def test_points_stand_in_the_order_of_the_text_whatever_order_a_database_keeps():
    duty = rules.regulations()["shandong"].editions[-1].duty("inspection")
    row = Assessment(looked={thing: {"met": True} for thing in reversed(duty.looks_at)})

    assert [thing for thing, _ in row.gone_through(duty)] == list(duty.looks_at)
