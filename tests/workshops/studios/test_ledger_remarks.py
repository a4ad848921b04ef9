"""What supervision says of a ledger, and what the unit answers."""

import pytest

from tests.make import TODAY
from workshops.clock import move_to
from workshops.records.models import Event
from workshops.studios.ledgers import LedgerRemark

from .test_ledger_pages import address
from .test_ledgers import entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_day(db):
    move_to(TODAY)


def test_a_recommender_remarks_on_a_ledger_and_on_a_row(client, city):
    row = entry(city)
    client.force_login(city.screening_officer)
    page, typed = address(city, "ledger_remark_new", "work"), {"made_on": "2026-03-02"}

    client.post(page, typed | {"text": "二月没有记录"})
    client.post(f"{page}?row={row.pk}", typed | {"text": "缺照片"})

    assert [(one.text, one.entry) for one in LedgerRemark.objects.order_by("pk")] == [
        ("二月没有记录", None),
        ("缺照片", row),
    ]
    client.force_login(city.clerk)
    assert "缺照片" in client.get(address(city, "ledger_entry", "work", row.pk)).text
    assert Event.objects.filter(act="填写台账监督意见").count() == 2


def test_a_remark_waits_on_the_desk_of_the_clerk_until_it_is_answered_once(client, city):
    client.force_login(city.screening_officer)
    sent = {"made_on": "2026-03-02", "text": "二月没有记录"}
    client.post(address(city, "ledger_remark_new", "work"), sent)
    page = address(city, "ledger_reply", "work", LedgerRemark.objects.get().pk)

    def desk(person):
        client.force_login(person)
        return client.get("/").text

    assert client.get(page).status_code == 403  # who remarked does not answer
    assert "二月没有记录" not in desk(city.other_clerk) + desk(city.chair)
    assert f'href="{page}"' in desk(city.clerk)
    answers = [client.post(page, {"text": text}) for text in (" ", "已补记三条", "再回复")]

    assert [answer.status_code for answer in answers] == [200, 302, 403]
    assert "二月没有记录" not in desk(city.clerk)
    client.force_login(city.screening_officer)
    assert "已补记三条" in client.get(address(city, "ledger", "work")).text
    assert "回复：已补记三条" in client.get(address(city, "ledger_book")).text
    assert Event.objects.get(act="回复台账监督意见").after["回复"] == "已补记三条"


def test_a_remark_of_the_unit_itself_waits_for_nobody(client, city):
    client.force_login(city.clerk)
    sent = {"made_on": "2026-03-02", "text": "自己看出缺两条"}
    client.post(address(city, "ledger_remark_new", "work"), sent)

    for person in (city.clerk, city.screening_officer):
        client.force_login(person)
        page = client.get(address(city, "ledger", "work")).text
        assert "自己看出缺两条" in page
        assert "不用回复" in page
        assert "未回复" not in page


def test_who_may_not_remark_is_told_who_does(client, city):
    client.force_login(city.review_office)

    answer = client.get(address(city, "ledger_remark_new", "work"))

    assert answer.status_code == 403
    assert "“填写监督意见”由推荐工会初审员" in answer.text
