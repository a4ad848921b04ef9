"""Naming: when it may be, in one decision, all or none, late only with a reason."""

import io
from datetime import date

import pypdf
import pytest
from django.urls import reverse

from tests.make import (
    LAST_POSTING_DAY,
    NAMED_ON,
    advanced_to,
    make_application,
    make_call,
    make_city,
    make_posting,
    make_studio,
    moment,
    step,
)
from workshops.clock import move_to
from workshops.documents.papers import content
from workshops.publicity.models import Objection
from workshops.records.lifecycle import Refused
from workshops.records.models import Event, Paper
from workshops.titles.actions import name_all
from workshops.titles.forms import NamingForm
from workshops.titles.models import Title
from workshops.titles.naming import candidates, suggested_plaques

pytestmark = pytest.mark.django_db
LATE = date(2027, 1, 4)


def posted(number=1, **call):
    """A city and so many files of one call, posted together."""
    city = make_city()
    made = make_call(city, **({"target": 9} | call))
    studios = [make_studio(city.unit) for _ in range(number)]
    files = [make_application(city, call=made, studio=studio) for studio in studios]
    return city, made, [advanced_to("in_publicity", city, application=file) for file in files]


def named(city, call, files, *, on=NAMED_ON, number="昌明工字〔2026〕9号", reasons=None):
    given = {"document_number": number, "reasons": reasons or {}, "judgements": {}}
    plaques = {file: f"牌{place}" for place, file in enumerate(files, 1)}
    return name_all(call, plaques, given, by=city.review_office, on=on, at=moment(on))


def why_not(call, on) -> list[str]:
    return [one.why_not for one in candidates(call, on, NamingForm)]


def test_on_the_last_posting_day_nobody_is_named_and_the_page_says_from_when():
    _, call, _ = posted()

    assert why_not(call, LAST_POSTING_DAY) == ["公示至2026年3月9日。2026年3月9日届满，次日起可办理"]
    assert why_not(call, NAMED_ON) == [""]


def test_an_open_objection_keeps_one_back_and_not_the_other():
    _, call, files = posted(2)
    Objection.objects.create(
        posting=files[0].postings.get(),
        application=files[0],
        full_name="赵举报",
        employer="演示电机厂",
        phone="13911112222",
        statement="成果不属实",
        received_at=moment(),
    )

    assert why_not(call, NAMED_ON) == ["未办结的异议1件。先办结全部异议", ""]


def test_naming_gives_each_a_title_with_its_plaque_and_one_decision_to_all():
    city, call, files = posted(2)

    titles = named(city, call, files)

    assert [(t.plaque_number, t.named_on, t.state) for t in titles] == [
        ("牌1", NAMED_ON, "active"),
        ("牌2", NAMED_ON, "active"),
    ]
    assert {t.title for t in titles} == {call.edition.plaque}
    assert {file.state for file in call.applications.all()} == {"named"}
    paper = Paper.objects.get(kind="naming_decision")
    assert (paper.number, paper.subject()) == ("昌明工字〔2026〕9号", call)
    assert Event.objects.about(titles[0]).get().act == "授予称号"


def test_where_one_may_not_be_named_none_is():
    city, call, files = posted(2)
    late = make_posting(files[1], last_day=date(2026, 3, 20))
    files[1].postings.set([late])

    with pytest.raises(Refused, match="公示至2026年3月20日"):
        named(city, call, files)

    assert (Title.objects.count(), Paper.objects.count()) == (0, 0)
    assert {file.state for file in call.applications.all()} == {"in_publicity"}


def test_after_the_year_naming_asks_for_a_reason():
    city, call, files = posted()

    with pytest.raises(Refused, match="期限2026年12月31日"):
        named(city, call, files, on=LATE)


def test_a_late_naming_is_flagged_with_its_reason_and_counts_from_its_own_year():
    city, call, files = posted()

    (title,) = named(city, call, files, on=LATE, reasons={"NC-07h": "年底机关搬迁"})

    assert title.late_reason == "年底机关搬迁"
    assert title.schedule(LATE).years[0].year == 2027


def test_the_last_day_of_the_year_is_in_time():
    city, call, files = posted()

    (title,) = named(city, call, files, on=date(2026, 12, 31))

    assert title.late_reason == ""


def test_the_suggested_number_is_taken_once_used_and_plaques_go_on():
    city, call, files = posted(2)
    named(city, call, files[:1], number="演工字〔2026〕1号")
    move_to(NAMED_ON)

    plaques = suggested_plaques(call, NAMED_ON, 2)

    assert plaques == ["2026-001", "2026-002"]
    named_again = name_all(
        call,
        {files[1]: "2026-001"},
        {"document_number": "演工字〔2026〕2号", "reasons": {}, "judgements": {}},
        by=city.review_office,
        on=NAMED_ON,
        at=moment(NAMED_ON),
    )
    assert suggested_plaques(call, NAMED_ON, 1) == ["2026-002"]
    assert named_again[0].document_number == "演工字〔2026〕2号"


def test_the_decision_lists_the_named_by_their_recommender():
    city, call, files = posted(2)
    named(city, call, files)

    reader = pypdf.PdfReader(io.BytesIO(content(Paper.objects.get())))
    words = "".join(page.extract_text() for page in reader.pages).replace("\n", "")

    for said in ("昌明工字〔2026〕9号", "各有关工会：", "东湖演示县总工会（2个）", "演示机械厂"):
        assert said in words
    assert "由市总工会党组会研究确定，公示无异议，决定命名以下2个工作室" in words


# The page


def url(call) -> str:
    return reverse("naming", args=[call.pk])


def typed(*files, number="演工字〔2026〕1号", **more) -> dict:
    plaques = {f"plaque-{file.pk}": f"牌{file.pk}" for file in files}
    picks = {f"pick-{file.pk}": "on" for file in files}
    return {"document_number": number} | plaques | picks | more


def test_the_office_names_from_the_page(client):
    city, call, files = posted(2)
    move_to(NAMED_ON)
    client.force_login(city.review_office)
    assert "演工字〔2026〕1号" in client.get(url(call)).content.decode()

    response = client.post(url(call), typed(files[0]))

    title = Title.objects.get()
    assert response.url == reverse("title", args=[title.pk])
    assert (title.application, title.plaque_number) == (files[0], f"牌{files[0].pk}")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"document_number": ""}, "命名文号"),
        ({"document_number": "演工发〔2026〕1号"}, "这个文号已经用过，请核对后换一个。"),
        ({"plaque": ""}, "请填写牌匾编号。"),
        ({"plaque": "牌1"}, "这个牌匾编号已经用过，请换一个。"),
        ({"pick": ""}, "请至少勾选一个要命名的工作室。"),
    ],
)
def test_a_mistake_is_said_beside_its_field_and_nobody_is_named(client, change, said):
    city, call, files = posted()
    other = advanced_to("in_publicity", city, application=make_application(city, call=call))
    named(city, call, [other], number="演工发〔2026〕1号")
    move_to(NAMED_ON)
    client.force_login(city.review_office)
    names = {"plaque": f"plaque-{files[0].pk}", "pick": f"pick-{files[0].pk}"}
    wrong = {names.get(name, name): value for name, value in change.items()}

    page = client.post(url(call), typed(files[0]) | wrong).content.decode()

    assert said in page
    assert Title.objects.count() == 1


def test_late_naming_without_its_reason_is_refused_on_the_page_and_asks_for_it(client):
    city, call, files = posted()
    move_to(LATE)
    client.force_login(city.review_office)

    refused = client.post(url(call), typed(*files))

    assert (refused.status_code, Title.objects.count()) == (409, 0)
    assert "reason-NC-07h" in refused.content.decode()
    client.post(url(call), typed(*files, **{"reason-NC-07h": "机关搬迁"}))
    assert Title.objects.get().late_reason == "机关搬迁"


@pytest.mark.parametrize("role", ["secretary", "auditor", "clerk"])
def test_others_who_see_the_call_are_told_it_is_not_theirs(client, role):
    city, call, _ = posted()
    move_to(NAMED_ON)
    client.force_login(getattr(city, role))

    assert client.get(url(call)).status_code == 403


def test_for_a_stranger_there_is_no_such_page(client):
    city, call, _ = posted()
    client.force_login(city.stranger)

    assert client.get(url(call)).status_code == 404


def test_the_page_asks_as_many_questions_for_three_as_for_one(
    client, django_assert_max_num_queries
):
    city, call, files = posted(3)
    move_to(NAMED_ON)
    client.force_login(city.review_office)
    client.get(url(call))
    with django_assert_max_num_queries(12) as three:
        client.get(url(call))
    for file in files[1:]:
        step(file, "pass_over", city.secretary, on=NAMED_ON, reason="名额已满")
    with django_assert_max_num_queries(12) as one:
        client.get(url(call))

    assert len(one) == len(three)
