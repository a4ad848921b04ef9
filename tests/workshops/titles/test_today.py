"""How far a named studio is from its conditions, from rows its unit keeps up to date."""

from datetime import date

import pytest
from django.urls import reverse

from rules.verdict import Conclusion
from workshops.clock import move_to
from workshops.titles.models import Title
from workshops.titles.today import found_today

from .living import EDITIONS, titled

pytestmark = pytest.mark.django_db

DAY = date(2027, 6, 1)


def outcomes(title) -> dict[str, bool]:
    """Which provisions stand in the way that day, by id."""
    return {finding.id: finding.blocks for finding in found_today(title, DAY)}


@pytest.mark.parametrize("code", EDITIONS)
def test_each_text_asks_after_the_studio_and_not_after_its_filing(code):
    _, title = titled(code)

    asked = set(outcomes(title))
    submit = {row.id for row in title.edition.step("submit").requires}

    assert asked
    assert asked < submit


@pytest.mark.parametrize("code", EDITIONS)
def test_a_title_without_a_filing_is_held_against_conditions_too(code):
    _, title = titled(code)
    title.application = None
    title.save()

    assert len(outcomes(Title.objects.get(pk=title.pk))) > 5


def test_what_the_unit_writes_down_brings_it_nearer():
    _, title = titled("yangpu")
    title.studio.projects.all().delete()
    assert outcomes(title)["YP-03-3a"] is True

    title.studio.projects.create(title="节能改造", begins_on=date(2027, 1, 5))

    assert outcomes(Title.objects.get(pk=title.pk))["YP-03-3a"] is False


def test_the_page_says_what_lacks_and_leads_the_unit_to_its_rows(client):
    city, title = titled("yangpu")
    title.studio.projects.all().delete()
    move_to(DAY)
    client.force_login(city.clerk)

    page = client.get(reverse("title_today", args=[title.pk])).content.decode()

    assert "每年至少一个攻关项目或创新课题" in page
    assert reverse("created_section", args=[title.pk, "outcomes"]) in page


@pytest.mark.parametrize(
    ("section", "status"), [("projects", 200), ("members", 200), ("leaders", 404), ("basics", 404)]
)
def test_a_named_studio_keeps_up_what_changes_by_itself(client, section, status):
    city, title = titled("yangpu")
    client.force_login(city.clerk)

    assert client.get(reverse("created_section", args=[title.pk, section])).status_code == status


@pytest.mark.parametrize(
    ("code", "who"),
    [
        ("nanchang", "补助周期内年度考评、补助周期后年度考核时由命名机关判定"),
        ("china_communications", "年度回访考核时由推荐工会判定"),
        ("yangpu", "周期末走访检查时由命名机关判定"),
    ],
)
def test_who_judges_is_who_checks_the_named_studio_and_not_who_screened_it(code, who):
    _, title = titled(code)

    waiting = [one for one in found_today(title, DAY) if one.outcome is Conclusion.TO_JUDGE]

    assert waiting
    assert all(who in one.remedy and "初审" not in one.remedy for one in waiting)


def test_others_read_and_do_not_write(client):
    city, title = titled("yangpu")
    client.force_login(city.review_office)
    assert client.get(reverse("title_today", args=[title.pk])).status_code == 200
    assert client.get(reverse("created_section", args=[title.pk, "projects"])).status_code == 404

    client.force_login(city.stranger)
    assert client.get(reverse("title_today", args=[title.pk])).status_code == 404
