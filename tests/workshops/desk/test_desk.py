"""The desk: what waits for each role, and what it says when nothing does."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.make import (
    LAST_POSTING_DAY,
    NAMED_ON,
    TODAY,
    advanced_to,
    make_account,
    make_application,
    make_call,
    make_city,
    make_payment,
    make_person,
    make_sheet,
    make_studio,
    make_title,
    make_union,
    moment,
)
from workshops.applications.calls import Call
from workshops.applications.models import Application
from workshops.clock import move_to
from workshops.desk.waiting import SHOWN, waiting_for
from workshops.unions.models import Kind, Role

pytestmark = pytest.mark.django_db
BUDGET = 12


def lines(person, on=TODAY) -> list[tuple[str, str]]:
    """Each line's title and state as the person finds them."""
    groups = waiting_for(person, on)
    return [(task["title"], task["state_label"]) for group in groups for task in group["tasks"]]


def states(person, on=TODAY) -> list[str]:
    return [state for _, state in lines(person, on)]


def test_a_clerk_is_told_of_a_call_that_is_open_until_the_unit_has_filed():
    city = make_city()
    make_call(city)
    before = states(city.clerk)
    make_application(city)

    assert (before, states(city.clerk)) == (["正在受理"], ["草稿"])


def test_a_call_whose_window_is_over_is_no_longer_offered():
    city = make_city()
    call = make_call(city)

    assert states(city.clerk, call.closes_on) == ["正在受理"]
    assert states(city.clerk, call.closes_on.replace(month=5, day=1)) == []


@pytest.mark.parametrize(
    ("state", "role", "said"),
    [
        ("submitted", "clerk", "待登记党政认可"),
        ("consented", "screening_officer", "待审查并推荐"),
        ("recommended", "review_office", "待受理评审"),
        ("in_review", "review_office", "待分派专家"),
        ("shortlisted", "secretary", "1个工作室"),
        ("decided", "review_office", "1个工作室"),
        ("in_publicity", "review_office", "公示中"),
    ],
)
def test_each_step_waits_for_the_role_the_text_gives_it(state, role, said):
    city = make_city()
    advanced_to(state, city)

    assert states(getattr(city, role)) == [said]


def test_nothing_waits_for_a_neighbour_or_a_stranger():
    city = make_city()
    advanced_to("consented", city)

    assert states(city.neighbour_officer) == []
    assert states(city.stranger) == []


def test_sheets_that_are_out_are_counted_and_then_the_ranking_waits():
    city = make_city()
    file = advanced_to("in_review", city)
    for expert in city.experts[:2]:
        make_sheet(file, expert, submitted=False)
    out = states(city.review_office)
    file.sheets.update(submitted_at=moment())

    assert (out, states(city.review_office)) == (["评分表 0/2"], ["1个工作室"])


def test_an_expert_finds_the_sheets_not_handed_in():
    city = make_city()
    file = advanced_to("in_review", city)
    make_sheet(file, city.experts[0], submitted=False)
    make_sheet(file, city.experts[1])

    assert [states(expert) for expert in city.experts] == [["待评分"], [], []]


def test_naming_waits_until_the_posting_is_over():
    city = make_city()
    advanced_to("in_publicity", city)

    assert states(city.review_office, LAST_POSTING_DAY) == ["公示中"]
    assert states(city.review_office, NAMED_ON) == ["可以命名"]


def test_the_office_is_told_of_a_draft_and_of_a_year_without_a_call():
    city = make_city()
    empty = states(city.review_office)
    make_call(city, opened_on=None)

    assert (empty, states(city.review_office)) == (["未建立"], ["草稿"])


def test_a_due_instalment_waits_for_the_finance_clerk_until_it_is_prepared():
    city = make_city()
    title = make_title(city)
    before = states(city.finance_clerk, NAMED_ON)
    make_payment(city, title=title)

    assert before == ["待编制"]
    assert states(city.finance_clerk, NAMED_ON) == []
    assert states(city.finance_approver, NAMED_ON) == ["没有登记", "待审批"]


def test_whoever_prepared_a_payment_is_not_asked_to_approve_it():
    city = make_city()
    payment = make_payment(city)
    both = make_person(Role.FINANCE_APPROVER, union=city.authority)
    payment.prepared_by = both
    payment.save()

    assert states(both, NAMED_ON) == ["没有登记"]  # the year's budget, nothing to approve


def test_a_clerk_is_asked_for_the_account_that_money_goes_to():
    city = make_city()
    make_title(city)
    before = states(city.clerk, NAMED_ON)
    make_account(city.unit, city.clerk)

    assert (before, states(city.clerk, NAMED_ON)) == (["未登记"], [])


def test_a_year_without_result_waits_for_the_office():
    city = make_city()
    title = make_title(city)
    next_year = NAMED_ON.replace(year=2027)

    assert f"{title.studio.title}：2027年度考评" in dict(lines(city.review_office, next_year))


def test_a_long_group_is_cut_and_says_how_many_more_there_are():
    city = make_city()
    call = make_call(city)
    for _ in range(SHOWN + 3):
        Application.objects.create(call=call, studio=make_studio(city.unit))

    assert lines(city.clerk)[-1] == ("还有3件", "更多")


def test_the_page_says_what_will_come_when_nothing_waits(client):
    city = make_city()
    client.force_login(city.experts[0])

    assert "评分表会出现在这里" in client.get("/").content.decode()


def test_a_person_without_a_post_is_sent_to_the_administrator(client):
    client.force_login(make_person())

    assert "您现在没有岗位" in client.get("/").content.decode()


def test_a_place_whose_regulation_is_not_here_is_told_so(client):
    union = make_union("别处总工会", kind=Kind.AUTHORITY, jurisdiction="elsewhere")
    client.force_login(make_person(Role.REVIEW_OFFICE, union=union))

    assert "本地区办法尚未装入本系统" in client.get("/").content.decode()


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.EXPERT}))
def test_the_desk_asks_no_more_of_the_database_for_three_files_than_for_one(client, role):
    city = make_city()
    move_to(TODAY)
    call, reached = make_call(city), "consented" if role == "screening_officer" else "draft"
    client.force_login(getattr(city, role))
    counts = []
    for number in (1, 2):
        for _ in range(number):
            studio = make_studio(city.unit)
            file = make_application(city, call=call, studio=studio)
            advanced_to(reached, city, application=file)
        with CaptureQueriesContext(connection) as seen:
            client.get("/")
        counts.append(len(seen))

    assert counts[0] == counts[1]
    assert counts[0] <= BUDGET


def test_the_calls_of_another_authority_are_not_among_the_coming_days(client):
    city, other = make_city(), make_union(kind=Kind.AUTHORITY)
    call = make_call(city)
    Call.objects.filter(pk=call.pk).update(authority=other)
    client.force_login(city.clerk)

    assert "申报截止" not in client.get("/").content.decode().split("近期的日子")[1]
