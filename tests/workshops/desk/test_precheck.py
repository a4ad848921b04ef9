"""The pre-check: only questions some article asks, findings clause by clause, nothing kept."""

from datetime import date

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import rules
from rules.verdict import Conclusion
from tests.make import EDITION, TODAY, make_call, make_city
from workshops.applications.models import Application
from workshops.clock import move_to
from workshops.desk.answers import Answers
from workshops.desk.precheck import outlook
from workshops.desk.questions import LATER, asking, questions
from workshops.records.models import Event

from .test_desk import BUDGET

pytestmark = pytest.mark.django_db
CODES = tuple(rules.regulations())
HERE = "nanchang"
ROWS = ("leaders", "projects", "outcomes", "earlier_titles")
GOOD = {
    "has_venue": "true",
    "dedicated_funds": "true",
    "unit_pays": "true",
    "established_body": "false",
    "barred": "false",
    "legacy": "false",
    "unit_kind": "enterprise",
    "members": "5",
    "equipment": "数控机床两台",
    "submitted_on": "2026-03-02",
    "leaders-0-honours_level": "3",
    "projects-0-begins_on": "2025-09-01",
    "outcomes-0-on": "2025-10-01",
    "outcomes-0-recognised_by": "国家知识产权局",
    "outcomes-0-economic_benefit": "on",
    "earlier_titles-0-level": "2",
    "earlier_titles-0-body": "东湖演示县总工会",
    "earlier_titles-0-on": "2024-05-01",
    **{f"paper-{slot}": "on" for slot in ("plan", "activities", "training", "charter")},
    **{
        f"{name}-{part}": n
        for name in ROWS
        for part, n in (("TOTAL_FORMS", 1), ("INITIAL_FORMS", 0))
    },
}


@pytest.fixture(autouse=True)
def _on_the_day(db):
    move_to(TODAY)


def found(code: str = HERE, **changed):
    """What a regulation finds of the good answers with these changes; None leaves one out."""
    said = {name: value for name, value in (GOOD | changed).items() if value is not None}
    answers = Answers((code,), said, on=TODAY)
    assert answers.is_valid()
    return outlook(code, answers.facts())


def ids(findings) -> list[str]:
    return [one.id for one in findings]


@pytest.mark.parametrize("code", CODES)
def test_every_question_is_asked_by_an_article(code):
    asked = questions((code,))
    assert [".".join(path) for path, one in asked.items() if not any(one.cites.values())] == []
    assert LATER.intersection(path[0] for path in asked) == set()


@pytest.mark.parametrize("code", CODES)
def test_every_provision_that_can_be_tried_has_its_question(code):
    edition = rules.regulations()[code].editions[-1]
    heads = {path[0] for path in questions((code,))}
    untold = [r.id for r, asked in asking(code, edition.key) if not asked.facts & heads]
    assert untold == []


def test_all_regulations_ask_no_more_than_each_of_them():
    assert set(questions(CODES)) == set().union(*(questions((code,)) for code in CODES))


def test_good_answers_may_file():
    one = found()
    assert (one.word, ids(one.failing), ids(one.unanswered)) == ("可以申报", [], [])
    assert one.due_fen == 100_000_000
    assert {f.outcome for f in one.judged} == {Conclusion.TO_JUDGE}


@pytest.mark.parametrize(
    ("changed", "word", "failing"),
    [
        ({"has_venue": "false"}, "还不能申报", ["NC-02-3a"]),
        ({"has_venue": None}, "还没有答全", []),
        ({"unit_pays": "false"}, "写明理由可以申报", []),
        (
            {"projects-0-begins_on": "2025-03-03", "projects-0-ends_on": "2025-03-03"},
            "可以申报",
            [],
        ),
        (
            {"projects-0-begins_on": "2025-03-01", "projects-0-ends_on": "2025-03-01"},
            "还不能申报",
            ["NC-02-4b"],
        ),
        ({"earlier_titles-0-level": "1"}, "还不能申报", ["NC-02-6a"]),
    ],
)
def test_each_answer_counts(changed, word, failing):
    one = found(**changed)
    assert (one.word, ids(one.failing)) == (word, failing)


def test_an_answer_only_another_regulation_lists_counts_as_none():
    answers = Answers((HERE,), GOOD | {"unit_kind": "nowhere"}, on=TODAY)
    assert answers.is_valid()
    assert answers.facts().unit_kind is None


def test_a_half_filled_row_is_asked_to_be_completed():
    answers = Answers((HERE,), GOOD | {"outcomes-0-on": ""}, on=TODAY)
    assert not answers.is_valid()


def test_the_form_needs_no_login_and_few_questions(client):
    with CaptureQueriesContext(connection) as asked:
        page = client.get(reverse("precheck")).content.decode()
    assert "看结果" in page
    assert len(asked) <= BUDGET


def test_the_findings_are_shown_and_nothing_is_kept(client):
    answer = client.post(f"{reverse('precheck')}?of={HERE}", GOOD | {"has_venue": "false"})
    page = answer.content.decode()
    assert "有固定活动场所（不限面积）。" in page
    assert "1,000,000.00 元" in page
    assert Session.objects.count() == 0
    assert Event.objects.count() == 0


def test_all_regulations_stand_side_by_side(client):
    page = client.post(reverse("precheck"), GOOD).content.decode()
    names = [one.name for one in rules.regulations().values()]
    assert [name for name in names if name not in page] == []


def test_one_more_row_is_given_without_script(client):
    page = client.post(f"{reverse('precheck')}?of={HERE}", GOOD | {"add_row": "outcomes"})
    assert 'name="outcomes-1-on"' in page.content.decode()
    assert "逐条认定" not in page.content.decode()


def test_an_unknown_regulation_is_not_found(client):
    assert client.get(f"{reverse('precheck')}?of=nowhere").status_code == 404
    assert client.post(f"{reverse('precheck')}?of={HERE}", GOOD | {"carry": "x"}).status_code == 404


# Carrying into a draft

NAMED = {
    "title": "预查带入工作室",
    "leaders1-full_name": "张三",
    "honour1-kind": "洪城工匠",
    "projects1-title": "节能改造",
    "outcomes1-title": "夹具专利",
    "outcomes1-kind": "patent",
    "earlier_titles1-title": "县级创新工作室",
}


def carry(client, **more):
    return client.post(f"{reverse('precheck')}?of={HERE}", GOOD | {"carry": HERE} | more)


def filled(client) -> dict:
    """The page's own hidden choices with the names it asks for."""
    form = client.get(reverse("precheck_carry")).context["form"]
    return NAMED | {name: form.fields[name].initial for name in ("call", "union")}


def test_answers_wait_for_login(client):
    assert carry(client).url == reverse("precheck_carry")
    assert "/account/login/" in client.get(reverse("precheck_carry")).url


def test_answers_survive_login_and_fill_a_draft(client):
    city = make_city()
    make_call(city)
    carry(client, junk="x" * 1000)
    client.force_login(city.clerk)
    answer = client.post(reverse("precheck_carry"), filled(client))
    file = Application.objects.get()
    studio = file.studio
    assert answer.url == reverse("application", args=[file.pk])
    assert (studio.title, studio.has_venue, studio.equipment) == (
        NAMED["title"],
        True,
        "数控机床两台",
    )
    assert studio.leaders.get().full_name == studio.honours.get().leader_name == "张三"
    assert studio.projects.get().begins_on == date(2025, 9, 1)
    assert studio.outcomes.get().recognised_by == "国家知识产权局"
    assert studio.earliertitles.get().level == 2
    assert Event.objects.filter(act="带入预查答案").count() == 1
    assert "precheck" not in client.session
    assert "junk" not in str(dict(client.session))


def test_a_draft_needs_the_names_the_filing_needs(client):
    city = make_city()
    make_call(city)
    client.force_login(city.clerk)
    carry(client)
    answer = client.post(reverse("precheck_carry"), filled(client) | {"leaders1-full_name": ""})
    assert answer.status_code == 200
    assert Application.objects.count() == 0


def test_without_an_open_call_or_a_post_nothing_is_made(client):
    city = make_city()
    make_call(city, opened_on=None)
    client.force_login(city.clerk)
    carry(client)
    assert "现在没有可以申报的批次" in client.get(reverse("precheck_carry")).content.decode()
    client.force_login(city.finance_clerk)
    carry(client)
    assert "不是经办人" in client.get(reverse("precheck_carry")).content.decode()


def test_a_same_named_studio_is_refused(client):
    city = make_city()
    call = make_call(city)
    call.applications.create(studio=city.unit.studios.create(title=NAMED["title"]))
    client.force_login(city.clerk)
    carry(client)
    page = client.post(reverse("precheck_carry"), filled(client)).content.decode()
    assert "本单位已有同名工作室" in page
    assert Application.objects.filter(call__edition_key=EDITION).count() == 1


def test_without_answers_one_is_sent_to_the_form(client):
    client.force_login(make_city().clerk)
    assert client.get(reverse("precheck_carry")).url == reverse("precheck")
