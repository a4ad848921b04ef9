"""What a step rests on and asks for by its ground; and what waits on the desk once it is taken."""

from datetime import date

import pytest
from django.urls import reverse

from tests.make import make_city, make_title
from workshops.clock import move_to
from workshops.titles.asked import fitted
from workshops.titles.forms import DelistForm
from workshops.titles.grounds import consequences, grounds

from .living import done, ordered, titled

pytestmark = pytest.mark.django_db

# What is asked


def test_a_ground_that_is_not_there_is_said_to_be_shut_before_anyone_chooses_it():
    _, title = titled("china_communications")
    on, rule = date(2027, 6, 1), title.edition.step("delist")

    found = {one["code"]: one["open"] for one in grounds(title, rule, DelistForm, on)}

    assert found == {
        "not_put_right": False,
        "twice": False,
        "leader": True,
        "liability": True,
        "fraud": True,
    }


def test_a_text_without_grounds_asks_for_a_finding_only_where_it_rests_on_one(client):
    city = make_city()
    title = make_title(city)
    move_to(date(2026, 6, 1))
    client.force_login(city.secretary)
    address = reverse("title_step", args=[title.pk, "delist"])

    pages = {road: client.get(address, {"ground": road}) for road in ("fraud", "results")}
    asked = {road: "查实认定" in page.content.decode() for road, page in pages.items()}

    assert "查实弄虚作假" in client.get(address).content.decode()
    assert pages["fraud"].context["form"].fields.keys() >= {"verified_finding"}
    assert "verified_finding" not in pages["results"].context["form"].fields
    assert asked["fraud"] is True


@pytest.mark.parametrize(
    ("results", "open_", "asks"), [("", False, False), ("FF", True, False), ("F-F", True, True)]
)
def test_results_alone_end_a_title_or_leave_it_to_be_decided_in_writing(results, open_, asks):
    city = make_city()
    title = make_title(city)
    for year, result in enumerate(results, start=2027):
        if result == "F":
            rows = {"score": 10, "pass_line": 60, "assessed_on": date(year, 12, 1)}
            title.assessments.create(year=year, **rows)
    on, rule = date(2030, 1, 5), title.edition.step("delist")

    found = {one["code"]: one["open"] for one in grounds(title, rule, DelistForm, on)}
    form = fitted(DelistForm, rule, title.facts(on, {"ground": "results"}))

    assert found == {"results": open_, "fraud": True}
    assert ("reason" in form.base_fields) is asks


@pytest.mark.parametrize(("ground", "said"), [("results", True), ("fraud", False)])
def test_who_strikes_off_by_results_reads_what_the_last_year_brought(client, ground, said):
    city = make_city()
    title = make_title(city)
    for year in (2027, 2028):
        rows = {"score": 10, "pass_line": 60, "assessed_on": date(year, 12, 1)}
        title.assessments.create(year=year, **rows)
    move_to(date(2029, 1, 5))
    client.force_login(city.secretary)

    page = client.get(reverse("title_step", args=[title.pk, "delist"]), {"ground": ground})

    line = "2028年度：连续两年不合格，撤销命名并摘牌"
    assert (line in page.content.decode()) is said


# What follows


def test_a_cycle_that_ends_well_says_when_the_next_is_looked_at():
    city, title = titled("quzhou")
    done(title, "cycle", 2029, city.review_office, date(2029, 3, 25))
    rule = title.edition.step("renew")

    found = consequences(title, rule, date(2029, 3, 26))

    assert found[-1] == "下一次是2032年度期满考核，期限2032年3月20日。"


def test_an_effect_confirmed_says_which_sum_it_sets_free():
    _, title = titled("china_communications")
    rule = title.edition.step("confirm_effect")

    assert consequences(title, rule, date(2026, 6, 1)) == ["创新经费补助50,000.00元即可编制拨付。"]


@pytest.mark.parametrize("name", ["yellow_card", "restore", "delist", "claim_back"])
def test_no_step_of_a_named_title_is_confirmed_without_saying_what_follows(name):
    title = make_title(make_city())

    assert consequences(title, title.edition.step(name), date(2026, 6, 1))


@pytest.mark.parametrize(
    ("who", "words"),
    [("clerk", "填报整改完成情况"), ("review_office", "登记整改复查"), ("secretary", "")],
)
def test_what_is_to_be_put_right_is_offered_on_the_page_of_the_title(client, who, words):
    city, title = titled("shandong")
    done(title, "inspection", 2029, city.review_office, date(2029, 11, 1), met=False)
    ordered(title, city.review_office, date(2029, 11, 2), date(2030, 1, 10))
    move_to(date(2029, 11, 3))
    client.force_login(getattr(city, who))

    steps = client.get(reverse("title", args=[title.pk])).context["steps"]

    offered = [one["label"] for one in steps if one["lawful"] and "整改" in one["label"]]
    assert offered == [words] * bool(words)


# The desk


def test_an_order_waits_on_the_desk_of_the_unit_and_once_late_is_flagged_for_the_office(client):
    city, title = titled("shandong")
    done(title, "inspection", 2029, city.review_office, date(2029, 11, 1), met=False)
    ordered(title, city.review_office, date(2029, 11, 2), date(2030, 1, 10))

    def desk(person, day):
        move_to(day)
        client.force_login(person)
        return client.get("/").content.decode()

    assert "整改中" in desk(city.clerk, date(2030, 1, 10))
    assert "逾期1天" in desk(city.review_office, date(2030, 1, 11))
    assert "限期整改" not in desk(city.other_clerk, date(2030, 1, 11))
