"""The step that a result asks for waits on the desk of whoever takes it, until it is taken."""

from datetime import date

import pytest
from django.urls import reverse

from tests.make import NAMED_ON, assess, make_city, make_title
from tests.workshops.titles.living import spot_checked, step, titled
from workshops.desk.waiting import waiting_for

pytestmark = pytest.mark.django_db
GROUP = "按考核结果应办理的"
FIRST, SECOND = date(2027, 12, 1), date(2028, 12, 1)


def told(person, on) -> list[str]:
    groups = {group["title"]: group["tasks"] for group in waiting_for(person, on)}
    return [task["url"].split("/")[-2] for task in groups.get(GROUP, [])]


@pytest.fixture
def place():
    city = make_city()
    return city, make_title(city, named_on=NAMED_ON)


def warned(city, title, then=""):
    assess(title, "F")
    step(title, "yellow_card", city.review_office, FIRST, paper_number="演工发〔2027〕9号")
    assess(title, f"-{then}")


def test_a_failed_year_asks_the_office_for_a_warning_until_it_is_given(place):
    city, title = place
    assess(title, "F")

    assert told(city.review_office, FIRST) == ["yellow_card"]
    assert told(city.secretary, FIRST) == []
    step(title, "yellow_card", city.review_office, FIRST, paper_number="演工发〔2027〕9号")
    assert told(city.review_office, FIRST) == []


def test_a_second_failed_year_asks_the_secretary_to_end_it(place):
    city, title = place
    warned(city, title, then="F")

    assert (told(city.secretary, SECOND), told(city.review_office, SECOND)) == (["delist"], [])


def test_a_passed_year_asks_the_office_to_lift_the_warning(place):
    city, title = place
    warned(city, title, then="P")

    assert (told(city.secretary, SECOND), told(city.review_office, SECOND)) == ([], ["restore"])


def test_a_passed_year_asks_for_nothing(place):
    city, title = place
    assess(title, "P")

    assert told(city.review_office, FIRST) == told(city.secretary, FIRST) == []


def test_a_spot_check_that_failed_asks_for_an_order_and_no_other_ending():
    city, title = titled("china_communications")
    assert told(city.review_office, FIRST) == []

    spot_checked(city, title)

    assert told(city.review_office, FIRST) == ["order_rectification"]
    assert told(city.secretary, FIRST) == []


def test_the_line_leads_to_the_page_of_the_step(client, place):
    city, title = place
    assess(title, "F")

    group = next(one for one in waiting_for(city.review_office, FIRST) if one["title"] == GROUP)

    task = group["tasks"][0]
    assert task["url"] == reverse("title_step", args=[title.pk, "yellow_card"])
    assert task["hint"] == "补助周期内一年不合格。第十一条第（四）项"
