"""Who stood on the roster of a titled studio on a day: every later change undone."""

from datetime import date

import pytest
from django.urls import reverse

from tests.make import moment
from tests.workshops.titles.living import step, titled
from tests.workshops.titles.test_endings import FOUND
from workshops.clock import move_to
from workshops.rewards.roster import everybody, held_on, roster
from workshops.titles.changes import report
from workshops.titles.changing import Kind
from workshops.titles.models import Title

from .given import DAY, gave

pytestmark = pytest.mark.django_db
JOINED, LEFT = date(2026, 5, 1), date(2026, 6, 1)


def moved(title, city, kind, on, **told):
    plain = {"happened_on": on, "reason": "", "after": ""} | told
    return report(title, kind, plain, by=city.clerk, on=DAY, at=moment(DAY))


def joined(title, city, name="王五", on=JOINED):
    details = {"full_name": name, "specialty": "", "duty": ""}
    return moved(title, city, Kind.JOINED, on, after=name, details=details)


def left(title, city, name="李四", on=LEFT):
    member = title.studio.members.get(full_name=name)
    return moved(title, city, Kind.LEFT, on, before=name, details={"member": member.pk})


def names(title, day) -> list[str]:
    return [one.name for one in roster(Title.objects.get(pk=title.pk), day)]


@pytest.mark.parametrize(
    ("day", "there"),
    [
        (date(2026, 4, 30), ["张三", "李四"]),
        (JOINED, ["张三", "李四", "王五"]),
        (date(2026, 5, 31), ["张三", "李四", "王五"]),
        (LEFT, ["张三", "王五"]),
    ],
)
def test_it_has_those_who_had_joined_and_not_yet_left(day, there):
    city, title = titled("nanchang")
    joined(title, city)
    left(title, city)

    assert sorted(names(title, day)) == sorted(there)


def test_who_led_before_leads_on_a_day_before_the_change():
    _, title = titled("yangpu")
    told = {"outcome": "accepted", "reported_on": DAY, "before": "赵一", "after": "张三"}
    title.changes.create(kind="leader", happened_on=LEFT, **told)

    before, after = roster(title, date(2026, 5, 31))[0], roster(title, LEFT)[0]

    assert (before.name, before.since) == ("赵一", title.named_on)
    assert (after.name, after.since) == ("张三", LEFT)
    assert everybody(title) == ["张三", "李四", "赵一"]


def test_who_came_to_lead_from_the_team_belonged_to_it_before():
    _, title = titled("yangpu")
    told = {"outcome": "accepted", "reported_on": DAY, "before": "张三", "after": "李四"}
    title.changes.create(kind="leader", happened_on=LEFT, **told)
    title.studio.members.all().delete()
    title.studio.leaders.update(full_name="李四")

    before = [(one.name, one.whom) for one in roster(title, date(2026, 5, 31))]

    assert before == [("张三", "leader"), ("李四", "member")]
    assert names(title, LEFT) == ["李四"]


def test_a_report_not_yet_agreed_to_moves_nobody():
    _, title = titled("yangpu")
    told = {"reported_on": DAY, "before": "赵一", "after": "张三"}
    title.changes.create(kind="leader", happened_on=LEFT, **told)

    assert names(title, date(2026, 5, 31)) == ["张三", "李四"]


def test_a_title_is_held_from_the_naming_to_the_day_before_its_end():
    city, title = titled("china_communications")
    step(title, "delist", city.secretary, DAY, recover_fen=0, **FOUND)

    days = (date(2026, 3, 19), date(2026, 3, 20), date(2026, 6, 30), DAY)

    assert [held_on(Title.objects.all(), day) != [] for day in days] == [False, True, True, False]


def test_the_page_of_a_day_shows_who_was_there_and_what_each_got(client):
    city, title = titled("nanchang")
    move_to(DAY)
    left(title, city)
    gave(title, city.clerk, "张三", on=date(2026, 4, 1))

    client.force_login(city.review_office)
    now = client.get(reverse("roster")).content.decode()
    then = client.get(reverse("roster"), {"on": "2026-05-01"}).content.decode()

    assert ("李四" in now, "李四" in then) == (False, True)
    assert "疗休养5天（2026年4月1日起）" in then


def test_before_any_naming_the_page_says_so(client):
    city, _ = titled("nanchang")
    move_to(DAY)

    client.force_login(city.clerk)
    found = client.get(reverse("roster"), {"on": "2026-01-01"}).content.decode()

    assert "这一天没有您可以查看的" in found
