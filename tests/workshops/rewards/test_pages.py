"""The pages of this room: what the forms refuse and why, who sees them, what leaves the house."""

import io
from datetime import date

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.workshops.titles.living import step, titled, visits
from tests.workshops.titles.test_endings import FOUND
from workshops.clock import move_to
from workshops.rewards.models import Benefit, Recommendation, Reward

from .given import DAY, gave, page, recommended, rewarded

pytestmark = pytest.mark.django_db
REWARD = {"sort": "reward", "recipient": "张三", "what": "奖金", "given_on": "2026-06-01"}
REWARD |= {"amount_fen": "1000", "source": "union"}
BENEFIT = {"sort": "study", "begins_on": "2026-06-01", "days": "3", "people": ["张三", "李四"]}
HONOUR = {"sort": "vanguard", "honour": "工人先锋号", "recommended_on": "2026-06-01"}


@pytest.fixture
def place():
    city, title = titled("nanchang")
    move_to(DAY)
    return city, title


def refused(answer) -> str:
    """All a form says against what was sent."""
    errors = answer.context["form"].errors
    return "；".join(message for found in errors.values() for message in found)


def test_the_refusal_of_barred_money_says_the_article_and_what_to_do(client, place):
    city, title = place

    sent = REWARD | {"source": "subsidy"}
    answer = page(client, city.clerk, "reward_new", title.pk, "rewards", **sent)

    assert "第十三条：严禁在补助资金中列支奖金、津补贴等。改由其他经费列支。" in refused(answer)
    assert not Reward.objects.exists()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"source": ""}, "请选择经费来源"),
        ({"source": "other"}, "请写明是什么经费"),
        ({"given_on": "2026-03-01"}, "不能早于命名日期"),
        ({"given_on": "2026-07-02"}, "不能晚于今天"),
    ],
)
def test_a_reward_is_refused_with_what_to_do(client, place, more, said):
    city, title = place

    answer = page(client, city.clerk, "reward_new", title.pk, "rewards", **REWARD | more)

    assert said in refused(answer)


def test_an_honour_for_a_studio_is_not_asked_for_a_person(client):
    city, title = titled("china_communications")
    move_to(DAY)

    sent = HONOUR | {"recipient": "张三"}
    answer = page(client, city.clerk, "reward_new", title.pk, "honours", **sent)

    assert "第十条：工人先锋号推荐的是工作室" in refused(answer)


def test_a_recommendation_and_its_result_stand_on_the_page_of_the_studio(client):
    city, title = titled("china_communications")
    move_to(DAY)
    sent = HONOUR | {"recipient": "studio", "sort": "national", "honour": "全国示范性创新工作室"}
    page(client, city.review_office, "reward_new", title.pk, "honours", **sent)
    row = Recommendation.objects.get()
    told = {"result": "won", "result_on": "2026-06-30"}

    wrong = page(client, city.review_office, "recommendation_result", title.pk, row.pk, **told)
    told |= {"body": "全国总工会", "level": "5"}
    page(client, city.review_office, "recommendation_result", title.pk, row.pk, **told)

    assert "下次申报要用" in refused(wrong)
    shown = page(client, city.clerk, "rewards", title.pk).content.decode()
    assert ("已获得" in shown, "已列入“已有命名”" in shown) == (True, True)


def test_several_members_are_entered_at_once_and_twice_makes_no_more(client, place):
    city, title = place
    for _ in range(2):
        page(client, city.screening_officer, "reward_new", title.pk, "benefits", **BENEFIT)

    assert Benefit.objects.count() == 2


def test_who_was_not_on_the_roster_that_day_is_named_in_the_refusal(client, place):
    city, title = place
    title.changes.create(
        kind="joined", outcome="accepted", happened_on=DAY, reported_on=DAY, after="李四"
    )

    answer = page(client, city.clerk, "reward_new", title.pk, "benefits", **BENEFIT)

    assert "李四2026年6月1日不在册" in refused(answer)


def test_a_row_is_struck_out_with_its_reason_by_the_union_that_wrote_it(client, place):
    city, title = place
    row = rewarded(title, city.clerk)
    address = title.pk, "rewards", row.pk

    other = page(client, city.review_office, "reward_strike", *address, why="误")
    twice = [page(client, city.clerk, "reward_strike", *address, why="金额录错") for _ in "ab"]

    assert [answer.status_code for answer in twice] == [302, 302]
    assert other.status_code == 404
    shown = page(client, city.review_office, "rewards", title.pk).content.decode()
    assert ("已冲销" in shown, "金额录错" in shown) == (True, True)


@pytest.mark.parametrize("who", ["stranger", "other_clerk", "neighbour_officer"])
def test_a_stranger_finds_none_of_its_pages(client, place, who):
    city, title = place
    row, person = rewarded(title, city.clerk), getattr(city, who)

    for name, *args in (
        ("rewards",),
        ("reward_new", "rewards"),
        ("reward_strike", "rewards", row.pk),
    ):
        assert page(client, person, name, title.pk, *args).status_code == 404
    assert "张三" not in page(client, person, "roster").content.decode()


def test_a_post_that_does_not_record_is_told_who_does(client, place):
    city, title = place

    answer = page(client, city.secretary, "reward_new", title.pk, "honours")

    assert answer.status_code == 403
    assert "评审工作人员" in answer.content.decode()


def test_once_the_title_has_ended_its_page_says_that_nothing_more_is_recorded(client):
    city, title = titled("china_communications")
    step(title, "delist", city.secretary, DAY, recover_fen=0, **FOUND)
    move_to(DAY)
    client.force_login(city.review_office)

    said = client.get(reverse("reward_new", args=[title.pk, "rewards"]), follow=True)

    assert "称号已经终止，不再登记新的内容" in said.content.decode()
    assert "登记奖励" not in said.content.decode()


def test_a_text_without_any_of_it_has_neither_page_nor_link(client):
    city, title = titled("quzhou")
    move_to(DAY)

    assert page(client, city.clerk, "rewards", title.pk).status_code == 404
    address = reverse("rewards", args=[title.pk])
    assert address not in page(client, city.clerk, "title", title.pk).content.decode()


def test_a_text_offers_only_what_it_names(client):
    city, title = titled("yangpu")
    move_to(DAY)

    shown = page(client, city.clerk, "rewards", title.pk).content.decode()

    assert ("疗休养" in shown, "其他扶持资金" in shown) == (True, False)
    assert (
        reverse("rewards", args=[title.pk])
        in page(client, city.clerk, "title", title.pk).content.decode()
    )


# Lists that leave the house


def cells(answer) -> dict[str, list[list]]:
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    return {one.title: [list(row) for row in one.iter_rows(values_only=True)] for one in book}


def test_the_list_has_years_and_results_and_neither_score_nor_rank(client):
    city, title = titled("china_communications")
    visits(city, title, True, False)
    move_to(date(2029, 3, 19))
    recommended(title, city.clerk, "may_day", "leader", "张三")

    book = cells(page(client, city.review_office, "priority_workbook"))

    studio, leader = book["工作室"][2], book["领衔人"][2]
    assert studio[4] == "2"
    assert studio[7] == "2027年度回访考核达到要求；2028年度回访考核未达到要求"
    assert leader[0] == "张三"
    assert "2026年全国工人先锋号（尚无结果）" in leader[7]
    heads = [head for sheet in book.values() for head in sheet[1]]
    assert [head for head in heads if "分" in head or "排名" in head] == []


def test_a_stranger_takes_an_empty_list_away(client, place):
    city, _ = place

    book = cells(page(client, city.stranger, "priority_workbook"))

    assert [len(rows) for rows in book.values()] == [2, 2]


def test_a_form_asks_no_more_for_a_team_that_changed_often(client, place):
    city, title = place
    address = reverse("reward_new", args=[title.pk, "benefits"])
    client.force_login(city.clerk)
    client.get(address)
    counts = []
    for number in range(2):
        for day in range(1, 4):
            told = {"happened_on": date(2026, 4 + number, day), "after": f"王{number}{day}"}
            title.changes.create(kind="joined", outcome="accepted", reported_on=DAY, **told)
        with CaptureQueriesContext(connection) as seen:
            client.get(address)
        counts.append(len(seen))

    assert counts[0] == counts[1] <= 12


def test_what_a_page_asks_does_not_grow_with_its_rows(client, place):
    city, title = place
    page(client, city.review_office, "rewards", title.pk)
    counts = []
    for number in (1, 2):
        rewarded(title, city.clerk, what=f"奖金{number}")
        gave(title, city.clerk, "张三", "李四", on=date(2026, 6, number))
        recommended(title, city.clerk, "pioneer", "leader", "张三", honour=f"先进{number}")
        for address in (reverse("rewards", args=[title.pk]), reverse("roster")):
            with CaptureQueriesContext(connection) as seen:
                client.get(address)
            counts.append(len(seen))

    assert counts[:2] == counts[2:]
    assert max(counts) <= 12


def test_only_whom_the_text_means_is_offered_and_today_stands_there(client, place):
    city, title = place

    form = page(client, city.review_office, "reward_new", title.pk, "honours").context["form"]

    assert "studio" not in dict(form.fields["recipient"].choices)
    assert form["recommended_on"].value() == DAY
