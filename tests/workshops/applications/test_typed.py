"""What is typed into a filing and cannot be so is told at once; everything else is kept."""

from datetime import timedelta

import pytest

from tests.make import TODAY, make_application, make_city
from workshops.studios.models import Studio

from .pages import save
from .test_sections import last_event, studio_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(client):
    """A draft whose clerk is signed in."""
    city = make_city()
    client.force_login(city.clerk)
    return make_application(city)


def test_a_day_a_year_and_a_telephone_that_cannot_be_are_told_and_the_rest_is_kept(client, draft):
    ahead = (TODAY + timedelta(days=1)).isoformat()
    basics = save(client, draft, "basics", founded_on=ahead, trade="装备制造")
    old = save(client, draft, "members", members__0__birth_year="3000")
    leaders = save(client, draft, "leaders", leaders__0__phone="abc")

    assert "不能晚于今天（2026年3月2日）" in basics.content.decode()
    assert f'value="{ahead}"' in basics.content.decode()
    assert "出生年份应在1926年至2010年之间" in old.content.decode()
    assert "请填写电话号码" in leaders.content.decode()
    assert "请填写上面一位领衔人的姓名" not in leaders.content.decode()
    assert 'value="abc"' in leaders.content.decode()
    assert (studio_of(draft).trade, studio_of(draft).founded_on) == ("装备制造", None)


def test_a_year_with_a_slip_of_the_hand_is_told_even_where_it_may_lie_ahead(client, draft):
    answer = save(client, draft, "projects", projects__0__ends_on="20260-01-01")
    slip = save(client, draft, "projects", projects__0__ends_on="2206-01-01")

    assert answer.status_code == 200
    assert "年份写成了2206年" in slip.content.decode()


def test_an_area_typed_without_noughts_is_no_change_and_is_read_in_square_metres(client, draft):
    Studio.objects.filter(pk=draft.studio_id).update(area="120.00")
    save(client, draft, "venue", area="120")
    quiet = last_event(draft).act
    save(client, draft, "venue", area="120.5")

    assert quiet != "填写场所与经费"
    event = last_event(draft)
    assert (event.before, event.after) == ({"场所面积": "120平方米"}, {"场所面积": "120.5平方米"})
    client.force_login(draft.unit_union.appointments.get(role="chair").person)
    assert "120.5平方米" in client.get(f"/applications/{draft.pk}/").content.decode()
