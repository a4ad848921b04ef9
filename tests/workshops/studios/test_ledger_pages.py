"""Pages of ledgers: one row on a phone, its papers, its reversal, remarks, lists by key."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from tests.make import TODAY, make_studio, moment
from workshops.clock import move_to
from workshops.records.models import Attachment
from workshops.studios.ledgers import LedgerEntry

from .test_ledgers import entry, reversed_

pytestmark = pytest.mark.django_db
BUDGET = 12


@pytest.fixture(autouse=True)
def _on_the_day(db):
    move_to(TODAY)


def photograph(name="现场.jpg") -> SimpleUploadedFile:
    drawn = BytesIO()
    Image.new("RGB", (8, 8), "red").save(drawn, "JPEG")
    return SimpleUploadedFile(name, drawn.getvalue(), content_type="image/jpeg")


def address(city, name, *args):
    return reverse(name, args=[city.studio.pk, *args])


def new(client, city, key="work", **typed):
    """The clerk sends one row."""
    client.force_login(city.clerk)
    plain = {"kind": "activity", "happened_on": "2026-03-01", "title": "座谈会", "save": "done"}
    return client.post(address(city, "ledger_entry_new", key), plain | typed)


def pages(city, row) -> list[str]:
    work = [address(city, name, "work") for name in ("ledger", "ledger_entry_new")]
    work += [address(city, name, "work") for name in ("ledger_import", "ledger_remark_new")]
    whole = [address(city, "ledgers"), address(city, "ledger_book")]
    own = [address(city, n, "work", row.pk) for n in ("ledger_entry", "ledger_entry_reverse")]
    return [*whole, *work, *own]


def statuses(client, person, city, row) -> set[int]:
    client.force_login(person)
    return {client.get(page).status_code for page in pages(city, row)}


def test_strangers_and_neighbours_find_nothing(client, city):
    row = entry(city)

    for person in (city.stranger, city.other_clerk, city.neighbour_officer, city.experts[0]):
        assert statuses(client, person, city, row) == {404}


def test_superiors_read_and_do_not_write(client, city):
    row = entry(city)

    for person in (city.screening_officer, city.review_office):
        assert statuses(client, person, city, row) == {200, 403}
        assert "记一条" not in client.get(address(city, "ledger", "work")).text
        posted = client.post(address(city, "ledger_entry_new", "work"), {"title": "x"})
        assert posted.status_code == 403
    assert LedgerEntry.objects.count() == 1


def test_audit_sees_the_fund_ledger_alone(client, city):
    row, fund = entry(city), entry(city, "fund", "income", amount_fen=500)
    client.force_login(city.auditor)

    page = client.get(address(city, "ledgers")).text

    assert "经费台账" in page
    assert "活动开展" not in page
    assert client.get(address(city, "ledger", "work")).status_code == 404
    assert client.get(address(city, "ledger_entry", "work", row.pk)).status_code == 404
    assert "5.00 元" in client.get(address(city, "ledger_entry", "fund", fund.pk)).text


def test_a_row_comes_with_its_photographs(client, city):
    photographs = {"photograph": photograph(), "papers": [photograph("a.jpg"), photograph("b.jpg")]}

    response = new(client, city, people_count="12", **photographs)

    row = LedgerEntry.objects.get()
    assert response.url == address(city, "ledger_entry", "work", row.pk)
    assert Attachment.objects.about(row).count() == 3
    page = client.get(response.url).text
    assert "b.jpg" in page
    assert f"{address(city, 'ledger_entry_new', 'work')}?kind=activity&amp;on=2026-03-01" in page


def test_the_form_opens_the_camera(client, city):
    client.force_login(city.clerk)

    page = client.get(address(city, "ledger_entry_new", "work")).text

    assert 'accept="image/*" capture="environment"' in page


def test_saving_and_writing_another_keeps_kind_and_day(client, city):
    response = new(client, city, kind="training", save="draft")

    page = client.get(response.url)
    form = page.context["form"]
    assert (form["kind"].value(), form["happened_on"].value()) == ("training", "2026-03-01")
    assert form["slip"].value() != LedgerEntry.objects.get().slip


@pytest.mark.parametrize(
    ("key", "typed", "says"),
    [
        ("work", {"happened_on": "2026-03-03"}, "不能晚于今天"),
        ("work", {"happened_on": "1899-12-31"}, "年份写成了1899年"),
        ("work", {"kind": "income"}, "income"),
        ("work", {"title": ""}, "还没有填"),
        ("work", {"title": "字" * 121}, "120"),
        ("work", {"people_count": "0"}, "1"),
        ("work", {"papers": SimpleUploadedFile("x.jpg", b"<html>")}, "x.jpg：内容是网页，不是 JPG"),
        ("fund", {"kind": "income"}, "还没有填"),
        ("fund", {"kind": "income", "amount_fen": "0"}, "金额要大于0"),
        ("fund", {"kind": "income", "amount_fen": "1000000000.01"}, "金额要大于0"),
        ("fund", {"kind": "income", "amount_fen": "-1"}, "不能为负"),
    ],
)
def test_a_slip_of_the_hand_is_said_and_nothing_is_written(client, city, key, typed, says):
    response = new(client, city, key, **typed)

    assert response.status_code == 200
    assert says in response.text
    assert not LedgerEntry.objects.exists()


def test_the_last_day_the_last_letter_and_the_last_fen_are_taken(client, city):
    new(client, city, happened_on="2026-03-02", title="字" * 120)
    new(client, city, "fund", kind="income", amount_fen="1000000000")

    assert LedgerEntry.objects.count() == 2


def test_a_ledger_with_sums_among_its_kinds_asks_for_them_there_alone(client, city):
    city.unit.jurisdiction = "china_communications"
    city.unit.save()

    assert "不记金额" in new(client, city, amount_fen="5").text
    assert "要写金额" in new(client, city, kind="spending").text
    assert new(client, city, kind="spending", amount_fen="5").status_code == 302


def test_a_reversal_asks_why_and_shows_the_row_struck_through(client, city):
    row = entry(city)
    client.force_login(city.clerk)
    page = address(city, "ledger_entry_reverse", "work", row.pk)

    assert client.post(page, {"reason": ""}).status_code == 200
    assert client.post(page, {"reason": "日期写错"}).status_code == 302
    client.post(page, {"reason": "再来一次"})

    assert LedgerEntry.objects.count() == 2
    listed = client.get(address(city, "ledger", "work")).text
    assert "<del>安全攻关座谈会</del>" in listed
    assert "日期写错" in listed
    assert "已经冲销过" in client.get(page).text


def test_papers_come_later_but_not_to_a_reversed_row(client, city):
    row = entry(city)
    client.force_login(city.clerk)
    page = address(city, "ledger_entry", "work", row.pk)

    assert "请先拍照" in client.post(page).text
    assert client.post(page, {"papers": photograph()}).status_code == 302
    reversed_(city, row)
    refused = client.post(page, {"papers": photograph()}, follow=True)
    assert "已经冲销，不再补充" in refused.text
    assert Attachment.objects.about(row).count() == 1


def test_every_number_leads_to_just_its_rows(client, city):
    entry(city)
    entry(city, on=date(2025, 5, 1))
    reversed_(city, entry(city))
    client.force_login(city.clerk)

    counted = client.get(address(city, "ledgers")).context["ledgers"][0]["lines"]

    for line in counted:
        for cell in line["cells"]:
            assert client.get(cell["url"]).context["count"] == cell["tally"].rows
        assert client.get(line["url"]).context["count"] == line["whole"].rows
    assert [line["whole"].rows for line in counted] == [1, 1, 2]


def test_the_money_of_a_year_is_set_off(client, city):
    entry(city, "fund", "income", amount_fen=30_000_000)
    entry(city, "fund", "spending", amount_fen=1_234_560)
    client.force_login(city.auditor)

    assert "287,654.40 元" in client.get(address(city, "ledgers")).text


def test_rows_are_found_by_word_kind_and_state(client, city):
    reversed_(city, entry(city, title="主轴攻关"))
    entry(city, kind="research", people="赵工")
    client.force_login(city.clerk)
    page = address(city, "ledger", "work")

    for asked, count in (("q=主轴", 1), ("q=赵工", 1), ("kind=research", 1), ("state=standing", 1)):
        assert client.get(f"{page}?{asked}").context["count"] == count
    assert "没有符合条件的记录" in client.get(f"{page}?q=没有的").text


def queries(client, page) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(page).status_code == 200
    return len(seen)


@pytest.mark.parametrize("who", ["clerk", "screening_officer", "review_office"])
def test_pages_cost_the_same_for_one_row_and_for_three(client, city, who):
    client.force_login(getattr(city, who))
    row, _ = entry(city), make_studio(city.unit)
    looked = [address(city, "ledger", "work"), address(city, "ledgers"), reverse("ledger_studios")]
    looked += [address(city, "ledger_entry", "work", row.pk), address(city, "ledger_book")]
    for page in looked:
        client.get(page)
    first = [queries(client, page) for page in looked]
    for _ in range(2):
        entry(city)

    assert [queries(client, page) for page in looked] == first
    assert max(first) <= BUDGET


def test_three_thousand_rows_are_paged_by_key(client, city):
    plain = {"studio": city.studio, "ledger": "work", "kind": "activity", "title": "例会"}
    plain |= {"entered_by": city.clerk, "entered_at": moment()}
    LedgerEntry.objects.bulk_create(
        LedgerEntry(happened_on=TODAY - timedelta(days=n % 70), **plain) for n in range(3000)
    )
    client.force_login(city.clerk)
    page, seen = address(city, "ledger", "work"), []

    shown = client.get(page)
    cost = queries(client, page)
    while shown.context["next"]:
        seen += [row["entry"].pk for row in shown.context["rows"]]
        shown = client.get(f"{page}?after={shown.context['next']}")
    seen += [row["entry"].pk for row in shown.context["rows"]]

    assert shown.context["count"] == 3000
    assert seen == list(LedgerEntry.objects.in_order().values_list("pk", flat=True))
    assert queries(client, f"{page}?after={seen[2899]}") <= cost + 1


@pytest.mark.parametrize("asked", ["after=x", "after=99999999999999999999", "after=-1"])
def test_a_made_up_address_is_refused(client, city, asked):
    client.force_login(city.clerk)

    assert client.get(f"{address(city, 'ledger', 'work')}?{asked}").status_code == 400


def test_of_files_only_who_chose_one_is_told_that_it_is_gone(client, city):
    client.force_login(city.clerk)
    where, photo = address(city, "ledger_entry_new", "work"), SimpleUploadedFile("照片.png", b"x")

    without, along = client.post(where, {}), client.post(where, {"photograph": photo})

    assert "没有留住" not in without.text
    assert "没有留住" in along.text
