"""The pages of readings and changes: who sees them, what they say, how two people decide."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

import rules
from tests.make import (
    EDITION,
    TODAY,
    make_application,
    make_city,
    make_person,
    make_studio,
    make_title,
    moment,
)
from workshops.applications.amendments import Amendment
from workshops.desk.waiting import waiting_for
from workshops.records.models import Event
from workshops.titles.amending import Change, prepare
from workshops.unions.models import Role

pytestmark = pytest.mark.django_db

NANCHANG = rules.edition("nanchang", EDITION)
KEY = "outcome.benefit"
POINT = f"point-{KEY}"


@pytest.fixture
def city():
    city = make_city()
    city.head = make_person(Role.CHAIR, union=city.authority)
    return city


def waiting(city, readings=None, **more) -> Amendment:
    change = Change(NANCHANG, readings or {KEY: "and"}, "党组会纪要", **more)
    acting = {"by": city.administrator, "on": TODAY, "at": moment()}
    return prepare(city.authority, change, **acting)


def page(client, person, name, *args, **data):
    client.force_login(person)
    return client.get(reverse(name, args=args), data)


def said(answer) -> str:
    return answer.content.decode()


def choices(**changed) -> dict:
    """The form filled in with what is in force, but for what is changed."""
    points = {f"point-{one.key}": "0" for one in NANCHANG.parameters if one.alternatives}
    return {**points, "reason": "党组会纪要", **changed}


def test_the_parameters_say_point_reading_article_and_why(client, city):
    text = said(page(client, city.administrator, "parameters", "nanchang"))
    point = NANCHANG.parameter(KEY)

    assert all(word in text for word in (point.label, point.article, point.why))
    assert "拟定变更" in text


@pytest.mark.parametrize("who", ["stranger", "clerk", "chair", "expert", "review_office"])
@pytest.mark.parametrize("name", ["parameters", "amendment_new", "amendment", "amendment_workbook"])
def test_others_find_nothing_there(client, city, who, name):
    amendment = waiting(city)
    person = city.experts[0] if who == "expert" else getattr(city, who)
    args = [amendment.pk] if name in ("amendment", "amendment_workbook") else ["nanchang"]

    assert page(client, person, name, *args).status_code == 404


def test_an_auditor_reads_and_cannot_prepare(client, city):
    assert page(client, city.auditor, "parameters", "nanchang").status_code == 200
    assert page(client, city.auditor, "amendment_new", "nanchang").status_code == 404


def test_a_change_is_prepared_on_the_page(client, city):
    client.force_login(city.administrator)
    answer = client.post(reverse("amendment_new", args=["nanchang"]), choices(**{POINT: "1"}))

    made = Amendment.objects.get()
    assert (answer.status_code, made.readings) == (302, {KEY: "and"})


def test_a_form_that_changes_nothing_says_so(client, city):
    client.force_login(city.administrator)
    answer = client.post(reverse("amendment_new", args=["nanchang"]), choices())

    assert "没有改变任何读法" in said(answer)


def test_reaching_back_without_a_reason_is_asked_for(client, city):
    client.force_login(city.administrator)
    given = choices(reaches_existing="on", **{POINT: "1"})

    assert "须写明理由" in said(client.post(reverse("amendment_new", args=["nanchang"]), given))


def test_the_preview_shows_whom_it_would_touch(client, city):
    title = make_title(city)
    amendment = waiting(city, {"deadline.before_is_inclusive": False})
    text = said(page(client, city.head, "amendment", amendment.pk))

    assert reverse("title", args=[title.pk]) in text
    assert "2026年12月30日" in text
    assert "我已核对，启用" in text


def test_the_preview_says_how_the_point_is_read_now_and_then(client, city):
    amendment = waiting(city, {"deadline.before_is_inclusive": False})

    assert "现在读作“是”，改为“<strong>否</strong>”" in said(
        page(client, city.head, "amendment", amendment.pk)
    )


@pytest.mark.parametrize(
    ("who", "offered"), [("head", True), ("administrator", True), ("chair", False)]
)
def test_the_parameters_are_offered_where_they_open(client, city, who, offered):
    address = reverse("amendments")

    text = said(page(client, getattr(city, who), "desk"))

    assert (f'href="{address}"' in text) == offered
    assert page(client, getattr(city, who), "amendments").status_code == (302 if offered else 404)


def test_a_draft_is_counted_and_not_named(client, city):
    studio = make_application(city).studio
    text = said(page(client, city.head, "amendment", waiting(city).pk))

    assert "尚未提交的草稿" in text
    assert studio.title not in text


def test_the_one_who_prepared_it_sees_who_must_activate(client, city):
    text = said(page(client, city.administrator, "amendment", waiting(city).pk))

    assert "须由另一位" in text
    assert "我已核对，启用" not in text


def test_a_second_person_activates_with_the_counts_on_the_page(client, city):
    amendment = waiting(city)
    shown = page(client, city.head, "amendment", amendment.pk)
    seen = shown.context["activation"]["seen"].value()
    answer = client.post(reverse("amendment_activate", args=[amendment.pk]), {"seen": seen})

    assert answer.status_code == 302
    assert Amendment.objects.get().activated_by == city.head
    assert "启用时所见" in said(page(client, city.head, "amendment", amendment.pk))


def test_other_counts_are_shown_again_and_nothing_is_written(client, city):
    amendment = waiting(city)
    client.force_login(city.head)
    answer = client.post(reverse("amendment_activate", args=[amendment.pk]), {"seen": "{}"})

    assert (answer.status_code, Amendment.objects.get().activated_at) == (409, None)


def test_posting_as_the_one_who_prepared_is_refused(client, city):
    amendment = waiting(city)
    client.force_login(city.administrator)
    answer = client.post(reverse("amendment_activate", args=[amendment.pk]), {"seen": "{}"})

    assert (answer.status_code, Amendment.objects.get().activated_at) == (403, None)


def test_a_change_is_withdrawn_with_a_reason(client, city):
    amendment = waiting(city)
    client.force_login(city.administrator)
    address = reverse("amendment_withdraw", args=[amendment.pk])

    assert client.post(address, {"why": ""}).status_code == 400
    assert client.post(address, {"why": "再研究"}).status_code == 302
    assert Amendment.objects.get().withdrawn_at is not None


def test_the_workbook_holds_every_difference_and_its_export_is_recorded(client, city):
    make_title(city)
    amendment = waiting(city, {"deadline.before_is_inclusive": False})
    answer = page(client, city.head, "amendment_workbook", amendment.pk)
    sheet = load_workbook(BytesIO(answer.content)).active

    assert [sheet.cell(3, column).value for column in (2, 3, 9)] == [
        "应办期限",
        "称号",
        "2026年12月30日",
    ]
    assert Event.objects.about(amendment).filter(act="导出办法变更的影响").count() == 1


def test_the_change_waits_on_the_desk_of_the_second_person_only(city):
    waiting(city)
    tasks = {
        person: [g for g in waiting_for(person, TODAY) if g["title"] == "办法变更"]
        for person in (city.head, city.administrator, city.chair)
    }

    assert [len(found) for found in tasks.values()] == [1, 0, 0]


@pytest.mark.parametrize(("files", "most"), [(False, 12), (True, 14)])
def test_the_preview_asks_as_much_for_three_as_for_one(
    client, city, files, most, django_assert_max_num_queries
):
    """Two of these the demo asks for its clock; files beside titles take two more."""
    make_title(city)
    if files:
        make_application(city, studio=make_studio(city.unit))
    amendment = waiting(city, {"deadline.before_is_inclusive": False})
    client.force_login(city.head)
    address = reverse("amendment", args=[amendment.pk])
    client.get(address)
    with django_assert_max_num_queries(most) as one:
        client.get(address)
    for _ in range(2):
        make_title(city, application=make_application(city, studio=make_studio(city.unit)))
        if files:
            make_application(city, studio=make_studio(city.unit))
    with django_assert_max_num_queries(most) as three:
        client.get(address)

    assert len(three) == len(one)
