"""The pages of review: who opens them, what they show, and what a click does."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.make import TODAY, advanced_to, make_call, make_city, make_sheet, moment
from workshops.applications.models import Application
from workshops.clock import move_to
from workshops.reviews.models import ScoreSheet
from workshops.reviews.ranking import rank

from .test_ranking import make_field, score

pytestmark = pytest.mark.django_db
ACTS = {"on": TODAY, "at": moment()}


@pytest.fixture(autouse=True)
def _today():
    move_to(TODAY)


def as_(client, person):
    client.force_login(person)
    return client


def queries(client, url) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def test_assigning_takes_a_recommended_file_in(client):
    city = make_city()
    file = advanced_to("recommended", city)
    chosen = {"experts": [expert.pk for expert in city.experts[:2]]}

    as_(client, city.review_office).post(reverse("assign", args=[file.pk]), chosen)

    file.refresh_from_db()
    assert (file.state, file.sheets.count()) == ("in_review", 2)


def test_a_tied_expert_cannot_be_ticked_and_a_forged_tick_is_refused(client):
    city = make_city()
    file = advanced_to("in_review", city)
    tied = city.experts[0]
    tied.full_name = "张三"
    tied.save()
    url = reverse("assign", args=[file.pk])
    page = as_(client, city.review_office).get(url).content.decode()

    answer = client.post(url, {"experts": [tied.pk]}, follow=True).content.decode()

    assert re.search(rf'value="{tied.pk}"[^>]* disabled', page)
    assert "须回避，不能分派。张三：与工作室领衔人姓名相同" in answer
    assert file.sheets.count() == 0


@pytest.mark.parametrize(
    ("who", "status"),
    [("secretary", 403), ("clerk", 403), ("other_clerk", 404), ("stranger", 404)],
)
def test_only_the_office_assigns(client, who, status):
    city = make_city()
    file = advanced_to("in_review", city)

    answer = as_(client, getattr(city, who)).get(reverse("assign", args=[file.pk]))

    assert answer.status_code == status


def test_a_draft_keeps_what_is_valid_and_says_what_is_not(client):
    city = make_city()
    sheet = make_sheet(advanced_to("in_review", city), city.experts[0], submitted=False)
    first, second = sheet.application.call.criteria.all()
    typed = {f"points-{first.pk}": "35.5", f"points-{second.pk}": "61", "save": "draft"}

    answer = as_(client, city.experts[0]).post(reverse("sheet", args=[sheet.pk]), typed)

    assert [mark.points for mark in sheet.marks.all()] == [35.5]
    assert "不能超过满分60分。" in answer.content.decode()


def test_a_complete_sheet_is_submitted_after_confirming(client):
    city = make_city()
    sheet = make_sheet(advanced_to("in_review", city), city.experts[0], submitted=False)
    first, second = sheet.application.call.criteria.all()
    typed = {f"points-{first.pk}": "35.5", f"points-{second.pk}": "50", "save": "done"}
    answer = as_(client, city.experts[0]).post(reverse("sheet", args=[sheet.pk]), typed)
    assert answer.url == reverse("sheet_submit", args=[sheet.pk])
    assert "85.5" in client.get(answer.url).content.decode()

    client.post(answer.url)

    sheet.refresh_from_db()
    assert sheet.submitted_at is not None


@pytest.mark.parametrize("name", ["sheet", "sheet_submit", "sheet_recuse"])
def test_nobody_opens_the_sheet_of_another(client, name):
    city = make_city()
    sheet = make_sheet(advanced_to("in_review", city), city.experts[0], submitted=False)
    everybody = (city.experts[1], city.review_office, city.secretary, city.clerk, city.stranger)

    answers = [
        as_(client, who).get(reverse(name, args=[sheet.pk])).status_code for who in everybody
    ]

    assert answers == [404] * 5


def test_an_expert_reads_the_mean_only_when_all_are_in(client):
    city = make_city()
    file = advanced_to("in_review", city)
    own = make_sheet(file, city.experts[0], points=score(91))
    other = make_sheet(file, city.experts[1], points=score(80))
    ScoreSheet.objects.filter(pk=other.pk).update(submitted_at=None)
    url = reverse("sheet", args=[own.pk])
    before = as_(client, city.experts[0]).get(url).content.decode()
    ScoreSheet.objects.filter(pk=other.pk).update(submitted_at=moment())

    after = client.get(url).content.decode()

    assert "平均分在交齐后显示" in before
    assert "85.50" not in before
    assert "85.50" in after


@pytest.mark.parametrize("who", ["clerk", "chair", "screening_officer", "stranger"])
@pytest.mark.parametrize("name", ["ranking", "meeting"])
def test_outsiders_learn_nothing_of_the_ranking(client, who, name):
    city = make_city()
    (file,) = make_field(city, [score(90)])

    answer = as_(client, getattr(city, who)).get(reverse(name, args=[file.call_id]))

    assert answer.status_code == 404


def test_the_ranking_shows_numbers_instead_of_experts(client):
    city = make_city()
    (file,) = make_field(city, [score(90.5), score(80)])
    url = reverse("ranking", args=[file.call_id])

    page = as_(client, city.review_office).get(url).content.decode()

    assert "专家1" in page
    assert "85.25" in page
    assert [e.full_name for e in city.experts if e.full_name in page] == []


def test_the_meeting_is_entered_after_confirming(client):
    city = make_city()
    call = make_call(city, target=1)
    first, second = make_field(city, [score(95)], [score(90)])
    rank(call, by=city.review_office, **ACTS)
    url = reverse("meeting", args=[call.pk])
    typed = {"met_on": TODAY, "minutes_number": "纪要〔2026〕1号", "rest_reason": "名额有限。"}
    typed |= {"chosen": [first.pk]}
    page = as_(client, city.secretary).post(url, typed).content.decode()
    assert "确认登记" in page
    assert Application.objects.get(pk=first.pk).state == "shortlisted"

    client.post(url, typed | {"confirmed": "yes"})

    assert Application.objects.get(pk=first.pk).state == "decided"
    assert Application.objects.get(pk=second.pk).state == "not_selected"


def test_a_tie_across_the_cut_is_shown_and_left_open(client):
    city = make_city()
    call = make_call(city, target=1)
    first, second = make_field(city, [score(90)], [score(90)])
    rank(call, by=city.review_office, **ACTS)

    page = as_(client, city.secretary).get(reverse("meeting", args=[call.pk])).content.decode()

    assert f"名额边上有同分：{first.studio.title}（90.00分）、{second.studio.title}" in page
    assert " checked" not in page


def test_too_many_chosen_is_refused_with_the_article(client):
    city = make_city()
    call = make_call(city, target=1)
    files = make_field(city, [score(95)], [score(90)])
    rank(call, by=city.review_office, **ACTS)
    typed = {"met_on": TODAY, "minutes_number": "纪要〔2026〕1号", "rest_reason": "无"}
    typed |= {"chosen": [file.pk for file in files], "confirmed": "yes"}

    answer = as_(client, city.secretary).post(reverse("meeting", args=[call.pk]), typed)

    assert answer.status_code == 409
    assert "拟确定2个，年度名额1个" in answer.content.decode()
    assert Application.objects.get(pk=files[0].pk).state == "shortlisted"


def test_a_meeting_is_not_entered_before_its_day(client):
    city = make_city()
    call = make_call(city)
    (file,) = make_field(city, [score(95)])
    rank(call, by=city.review_office, **ACTS)
    typed = {"met_on": "2026-03-03", "minutes_number": "1", "chosen": [file.pk]}

    answer = as_(client, city.secretary).post(reverse("meeting", args=[call.pk]), typed)

    assert "会议日期不能晚于今天" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "who"), [("ranking", "review_office"), ("meeting", "secretary"), ("sheets", 0)]
)
def test_pages_ask_as_much_of_three_rows_as_of_one(client, name, who):
    city = make_city()
    person = city.experts[who] if isinstance(who, int) else getattr(city, who)
    counts = []
    for rows in (1, 2):
        files = make_field(city, *[[score(90), score(80)]] * rows)
        if name == "meeting":
            rank(files[0].call, by=city.review_office, **ACTS)
        url = reverse(name, args=[] if name == "sheets" else [files[0].call_id])
        counts.append(queries(as_(client, person), url))

    assert counts[0] == counts[1]
    assert counts[1] <= 12


def test_nothing_is_taken_in_while_no_expert_is_ticked(client):
    city = make_city()
    file = advanced_to("recommended", city)

    answer = as_(client, city.review_office).post(reverse("assign", args=[file.pk]), follow=True)

    assert "还没有勾选专家，没有受理" in answer.content.decode()
    assert Application.objects.get(pk=file.pk).state == "recommended"


def test_the_office_is_warned_while_files_may_still_come(client):
    city = make_city()
    (file,) = make_field(city, [score(90)])

    page = as_(client, city.review_office).get(reverse("ranking", args=[file.call_id]))

    assert "以后推荐上来的只能另行排名" in page.content.decode()
