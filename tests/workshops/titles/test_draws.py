"""The lot: who draws, that anybody can draw again, and that the pool is what was held that day."""

from datetime import date

import pytest
from django.urls import reverse

from tests.people import moment
from workshops.clock import move_to
from workshops.records.lifecycle import NotPermitted
from workshops.titles.draws import Draw, draw, drawing_post, lots, may_be_drawn

from .living import done, titled

pytestmark = pytest.mark.django_db

DAY = date(2027, 5, 10)


def drawn(city, number=1, seed="上证指数 3051.22"):
    post = drawing_post(city.review_office, DAY)
    duty = may_be_drawn(post.union.regulation.editions[-1])[0]
    return draw(post, duty, number, seed, by=city.review_office, on=DAY, at=moment(DAY))


def test_the_same_seed_and_pool_draw_the_same():
    keys = list(range(1, 101))

    assert lots("甲", keys, 5) == lots("甲", keys[::-1], 5)
    assert lots("甲", keys, 5) != lots("乙", keys, 5)
    assert len(set(lots("甲", keys, 5))) == 5


def test_only_a_text_with_such_a_check_has_the_lot(client):
    city, _ = titled("quzhou")
    client.force_login(city.review_office)

    assert client.get(reverse("draws")).status_code == 404
    assert "这部办法没有规定抽签检查" in client.get(reverse("titles")).content.decode()
    client.force_login(city.clerk)
    assert "抽签" not in client.get(reverse("titles")).content.decode()


def test_the_office_draws_and_sees_which_are_checked(client):
    city, title = titled("china_communications")
    move_to(DAY)
    client.force_login(city.review_office)
    sent = {"duty": "spot_check", "number": 1, "seed": "上证指数 3051.22"}

    page = client.post(reverse("draws"), sent, follow=True).content.decode()
    assert title.studio.title in page
    assert "还没有登记" in page

    done(title, "spot_check", 2027, city.review_office, DAY)
    page = client.get(reverse("draw", args=[Draw.objects.get().pk])).content.decode()
    assert "2027年5月10日已登记" in page


def test_more_than_there_are_is_refused_with_the_number(client):
    city, _ = titled("china_communications")
    move_to(DAY)
    client.force_login(city.review_office)

    page = client.post(reverse("draws"), {"duty": "spot_check", "number": 2, "seed": "甲"})

    assert "参加抽签的只有1个" in page.content.decode()
    assert Draw.objects.count() == 0


def test_nobody_draws_in_anothers_post():
    city, _ = titled("china_communications")
    post = drawing_post(city.review_office, DAY)
    duty = may_be_drawn(post.union.regulation.editions[-1])[0]

    with pytest.raises(NotPermitted):
        draw(post, duty, 1, "甲", by=city.secretary, on=DAY, at=moment(DAY))


@pytest.mark.parametrize(
    ("who", "status"),
    [("review_office", 200), ("auditor", 200), ("clerk", 404), ("neighbour_officer", 404)],
)
def test_who_reads_what_was_drawn(client, who, status):
    city, _ = titled("china_communications")
    found = drawn(city)
    client.force_login(getattr(city, who))

    assert client.get(reverse("draw", args=[found.pk])).status_code == status
