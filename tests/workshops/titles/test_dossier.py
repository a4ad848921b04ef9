"""The dossier of a title: who may take it, what is in it, that it draws, that it is noted."""

import re
from datetime import date

import pytest
from django.urls import reverse

from subsidies.models import Payment
from tests.make import make_city, make_payment
from tests.people import TODAY, moment
from tests.province import make_province, name_directly
from workshops.clock import move_to
from workshops.documents.pdf import NotDrawn, press
from workshops.records.actions import broken_link
from workshops.records.models import Attachment, Event, HistoryHead
from workshops.titles.dossier import dossier
from workshops.titles.models import Title

from .living import done, ordered, rechecked, titled

pytestmark = pytest.mark.django_db
MOST = 27  # a document of all that is kept, not a page of work


def bound(title, person, on) -> dict:
    return dossier(Title.objects.get(pk=title.pk), person, on)


def labels(title, person, on) -> list[str]:
    return [part.label for part in bound(title, person, on)["parts"]]


def everything(found: dict) -> str:
    """All the words of a dossier, run together."""
    return " ".join(str(block) for part in found["parts"] for block in part.blocks)


@pytest.fixture
def lived():
    """A title that was checked, ordered to put something right, and re-checked."""
    city, title = titled("shandong")
    office = city.review_office
    done(title, "inspection", 2029, office, date(2029, 11, 1), met=False)
    ordered(title, office, date(2029, 11, 2), date(2029, 11, 20))
    rechecked(title, office, date(2029, 11, 18), put_right=True)
    return city, title


def test_its_parts_stand_in_the_order_of_a_file(lived):
    city, title = lived

    assert labels(title, city.review_office, date(2029, 12, 1)) == [
        "称号",
        "申报材料",
        "办理决定",
        "制发的文书",
        "台账",
        "应办事项",
        "考核、检查和备案",
        "限期整改",
        "补助和拨付",
        "创新成果",
        "荣誉、奖励和待遇",
        "履历摘要",
    ]


def test_ledgers_duties_and_outcomes_stand_row_by_row(lived):
    city, title = lived
    kept = {
        "studio": title.studio,
        "ledger": title.edition.ledgers[0].key,
        "entered_by": city.clerk,
    }
    kept["kind"] = title.edition.ledgers[0].kinds[0][0]
    day = date(2029, 12, 1)
    title.studio.ledger_entries.create(
        title="传帮带一次", happened_on=day, entered_at=moment(day), **kept
    )
    title.studio.outcomes.create(title="柔性夹具", kind="patent", on=day)

    said = everything(bound(title, city.review_office, day))

    for word in ("传帮带一次", "柔性夹具", "2029年11月1日，未达到要求", "已逾期"):
        assert word in said


def test_every_decision_paper_and_digest_is_in_it(lived):
    city, title = lived
    found = bound(title, city.review_office, date(2029, 12, 1))
    said = everything(found)

    for word in ("提交", "要求限期整改", "补齐台账", "2029年11月18日，达到要求"):
        assert word in said
    assert set(Attachment.objects.values_list("sha256", flat=True)) & set(said.split("'"))
    assert found["head"].digest == HistoryHead.objects.get().digest
    assert Event.objects.about(title).order_by("-number").first().digest in said


def test_money_is_only_for_those_who_see_it():
    payment = make_payment(city := make_city(), voucher_number="记-77")
    Payment.objects.filter(pk=payment.pk).update(state="paid", paid_on=TODAY)

    assert "记-77" in everything(bound(payment.title, city.auditor, TODAY))
    assert "记-77" not in everything(bound(payment.title, city.review_office, TODAY))


def test_scores_stay_with_the_authority():
    title = make_payment(city := make_city()).title

    assert "得分90" in everything(bound(title, city.review_office, TODAY))
    assert "得分90" not in everything(bound(title, city.clerk, TODAY))


def test_without_a_filing_the_studio_stands_as_it_is():
    title = name_directly(place := make_province())

    assert labels(title, place.review_office, TODAY)[:2] == ["称号", "工作室情况"]


@pytest.mark.parametrize(
    ("who", "status"),
    [("clerk", 200), ("auditor", 200), ("other_clerk", 404), ("stranger", 404)],
)
def test_whoever_sees_the_title_takes_it_and_nobody_else(client, monkeypatch, who, status):
    title = make_payment(city := make_city()).title
    monkeypatch.setattr(press, "draw", lambda page: page.encode())
    client.force_login(getattr(city, who))

    page = client.get(reverse("dossier", args=[title.pk]))

    assert page.status_code == status
    taken = Event.objects.filter(act="打印卷宗")
    assert taken.count() == (1 if status == 200 else 0)
    assert broken_link() is None


def test_as_a_page_it_holds_the_same_parts_and_digests_and_is_noted_once(client, lived):
    city, title = lived
    move_to(date(2029, 12, 1))
    client.force_login(city.review_office)
    address = reverse("dossier_page", args=[title.pk])
    page, again = client.get(address), client.get(address)
    said = page.text

    for part in page.context["parts"]:
        assert f'href="#{part.anchor}"' in said
        assert f'id="{part.anchor}">{part.numeral}、{part.label}' in said
    assert set(Attachment.objects.values_list("sha256", flat=True)) & set(re.split("[<>]", said))
    assert page.context["head"].digest in said
    assert again.context["head"].number == page.context["head"].number + 1
    assert Event.objects.filter(act="首次查阅卷宗").count() == 1


def test_as_a_page_it_asks_as_much_for_many_rows_as_for_few(
    client, lived, django_assert_max_num_queries
):
    city, title = lived
    move_to(date(2029, 12, 1))
    client.force_login(city.review_office)
    address = reverse("dossier_page", args=[title.pk])
    client.get(address)
    with django_assert_max_num_queries(MOST) as few:
        client.get(address)
    done(title, "evaluation", 2027, city.clerk, date(2029, 11, 30))
    for day in (1, 2, 3):
        when = {"ordered_on": date(2028, 1, day), "due_on": TODAY, "closed_on": TODAY}
        title.rectifications.create(**when).items.create(what="补齐台账")
    with django_assert_max_num_queries(MOST) as many:
        client.get(address)

    assert len(few) == len(many)


def test_strangers_see_no_dossier_as_a_page(client, lived):
    city, title = lived
    client.force_login(city.other_clerk)

    assert client.get(reverse("dossier_page", args=[title.pk])).status_code == 404


def test_where_it_cannot_be_drawn_the_page_says_so_and_nothing_is_noted(client, monkeypatch):
    title = make_payment(city := make_city()).title

    def fail(page):
        raise NotDrawn("no font")

    monkeypatch.setattr(press, "draw", fail)
    client.force_login(city.clerk)

    page = client.get(reverse("dossier", args=[title.pk]), follow=True)

    assert "卷宗暂时没有画成" in page.content.decode()
    assert not Event.objects.filter(act="打印卷宗").exists()


def test_it_draws_as_pdf(client, lived):
    city, title = lived
    move_to(date(2029, 12, 1))
    client.force_login(city.review_office)

    page = client.get(reverse("dossier", args=[title.pk]))

    assert page["Content-Type"] == "application/pdf"
    assert page.content.startswith(b"%PDF-")
