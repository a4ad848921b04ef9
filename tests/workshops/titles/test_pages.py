"""The list and the page of titles: who sees them, what they say, what they cost."""

from datetime import date

import pytest
from django.urls import reverse

from tests.make import NAMED_ON, assess, make_account, make_city, make_payment, make_title
from tests.subsidies.claiming import sibling
from tests.workshops.titles.living import titled
from workshops.clock import move_to
from workshops.titles.models import Title

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _named_day():
    move_to(NAMED_ON)


def page(client, person, title=None):
    client.force_login(person)
    return client.get(reverse("title", args=[title.pk]) if title else reverse("titles"))


def words(client, person, title=None) -> str:
    return page(client, person, title).content.decode()


def to_do(client, person, title) -> str:
    """What the page of a title offers to do."""
    return words(client, person, title).split('<section class="next">')[1].split("</section>")[0]


@pytest.mark.parametrize(
    "role",
    ["clerk", "chair", "screening_officer", "review_office", "finance_clerk", "auditor"],
)
def test_the_unit_its_recommender_and_the_authority_see_a_title(client, role):
    city = make_city()
    title = make_title(city)

    assert page(client, getattr(city, role), title).status_code == 200
    assert title.studio.title in words(client, getattr(city, role))


@pytest.mark.parametrize("role", ["other_clerk", "neighbour_officer", "stranger"])
def test_for_others_there_is_none(client, role):
    city = make_city()
    title = make_title(city)

    assert page(client, getattr(city, role), title).status_code == 404
    assert title.studio.title not in words(client, getattr(city, role))


def test_the_page_lays_out_five_years_and_three_instalments_with_their_articles(client):
    city = make_city()
    title = make_title(city)

    shown = words(client, city.clerk, title)

    for said in ("2026年（第1年）", "2030年（第5年）", "300,000.00 元", "400,000.00 元"):
        assert said in shown
    for said in ("第十一条第（一）项", "命名当年拨付。", "可拨付", "条件未到"):
        assert said in shown


def test_the_finance_clerk_is_led_to_the_account_and_then_to_the_instalment(client):
    city = make_city()
    title = make_title(city)
    first = reverse("payment_new", args=[title.pk, "1"])
    account = reverse("payee", args=[title.pk])
    before = to_do(client, city.finance_clerk, title)
    assert (account in before, first in before) == (True, False)

    make_account(city.unit, city.clerk)

    after = to_do(client, city.finance_clerk, title)
    assert (account in after, first in after) == (False, True)


def test_striking_off_a_title_in_good_order_is_never_the_button_that_stands_out(client):
    city = make_city()
    title = make_title(city)
    link = reverse("title_step", args=[title.pk, "delist"])

    assert f'class="button" href="{link}"' in to_do(client, city.secretary, title)
    assert link not in to_do(client, city.clerk, title)


def test_the_office_sees_where_a_payment_stands_but_not_the_payment(client):
    city = make_city()
    payment = make_payment(city)
    link = reverse("payment", args=[payment.pk])

    office = words(client, city.review_office, payment.title)

    assert ("待审批" in office, link in office) == (True, False)
    assert link in words(client, city.clerk, payment.title)


def test_a_late_title_is_flagged_on_page_and_list(client):
    city = make_city()
    title = make_title(city, late_reason="机关搬迁")

    assert "逾期命名：机关搬迁" in words(client, city.clerk, title)
    assert "逾期命名" in words(client, city.clerk)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", True),
        ("state=active", True),
        ("state=revoked", False),
        ("state=nonsense", True),
        ("year=2026", True),
        ("q=演示机械", True),
        ("q=没有", False),
    ],
)
def test_the_list_is_filtered(client, query, found):
    city = make_city()
    title = make_title(city)
    client.force_login(city.review_office)

    shown = client.get(f"{reverse('titles')}?{query}").content.decode()

    assert (title.studio.title in shown) is found


def test_the_list_has_each_title_once_over_its_pages_and_what_is_to_be_created_first(
    client, monkeypatch
):
    monkeypatch.setattr("workshops.titles.views.ON_A_PAGE", 2)
    city = make_city()
    title = make_title(city)
    days = [None, date(2026, 3, 12), date(2026, 3, 11), date(2026, 3, 11), date(2026, 3, 10)]
    others = [sibling(title, number) for number in range(2, 6)]
    keys = [others[0].pk, title.pk, others[2].pk, others[1].pk, others[3].pk]
    for key, day in zip(keys, days, strict=True):
        Title.objects.filter(pk=key).update(named_on=day)
    client.force_login(city.review_office)

    pages = [client.get(reverse("titles"), {"page": n}).context["titles"] for n in (1, 2, 3)]

    assert [title.pk for page in pages for title in page] == keys


def test_the_list_asks_as_many_questions_for_three_as_for_one(
    client, django_assert_max_num_queries
):
    city = make_city()
    make_payment(city)
    client.force_login(city.review_office)
    client.get(reverse("titles"))
    with django_assert_max_num_queries(12) as one:
        client.get(reverse("titles"))
    for _ in range(2):
        make_payment(city)
    with django_assert_max_num_queries(12) as three:
        client.get(reverse("titles"))

    assert len(one) == len(three)


@pytest.mark.parametrize("role", ["review_office", "finance_clerk", "clerk"])
def test_a_page_five_years_old_asks_few_questions(client, role, django_assert_max_num_queries):
    city = make_city()
    payment = make_payment(city)
    assess(payment.title, "PFPP")
    move_to(date(2030, 12, 1))
    person = getattr(city, role)
    page(client, person, payment.title)

    with django_assert_max_num_queries(12):
        client.get(reverse("title", args=[payment.title.pk]))


def test_who_does_not_record_a_duty_is_told_who_does(client):
    city, title = titled("quzhou")
    client.force_login(city.auditor)

    answer = client.get(reverse("duty", args=[title.pk, "fund_check", 2028]))

    assert answer.status_code == 403
    assert "由命名机关评审工作人员办理" in answer.content.decode()
