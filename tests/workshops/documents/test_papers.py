"""Issued papers: drawn from the decision once, the same bytes ever after, shown to who may see."""

import hashlib
import io

import pypdf
import pytest
from django.urls import reverse

from subsidies.models import Account
from tests.make import NAMED_ON, make_city, make_payment, moment
from workshops.clock import move_to
from workshops.documents.papers import content
from workshops.documents.pdf import NotDrawn, press
from workshops.records.actions import advance
from workshops.records.models import Event, Paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def issued(django_capture_on_commit_callbacks):
    """A city and the notice of its approved payment, drawn as after a commit."""
    move_to(NAMED_ON)
    city = make_city()
    payment = make_payment(city)
    with django_capture_on_commit_callbacks(execute=True):
        advance(payment, "approve", by=city.finance_approver, on=NAMED_ON, at=moment(NAMED_ON))
    return city, Paper.objects.get()


def text(pdf: bytes) -> str:
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    return "".join(page.extract_text() for page in reader.pages).replace("\n", "")


def open_(client, person, paper):
    client.force_login(person)
    return client.get(reverse("paper", args=[paper.pk]))


def test_the_notice_says_who_is_paid_what_and_why(issued):
    _, paper = issued

    words = text(content(paper))

    for said in (
        "演示市总工会",
        "演工补〔2026〕1号",
        "演示机械厂工会：",
        "人民币叁拾万元整（¥300,000.00）",
        "6222000011112222",
        "第十一条第（一）项、第十三条",
        "演工发〔2026〕1号",
        "2026年度条件已具备",
        "严禁列支奖金、津补贴等",
        "（印章）",
        "2026年3月10日印发",
    ):
        assert said in words
    assert len(pypdf.PdfReader(io.BytesIO(content(paper))).pages) == 1


def test_the_notice_is_drawn_after_the_commit_and_kept_with_its_digest(issued):
    _, paper = issued

    assert paper.sha256 == hashlib.sha256(bytes(paper.content)).hexdigest()


def test_the_same_bytes_are_served_whatever_changes_afterwards(issued, client):
    city, paper = issued
    first = open_(client, city.finance_clerk, paper).content
    Account.objects.update(number="99999999", holder="改过的户名")

    again = open_(client, city.auditor, paper).content

    assert first == again == bytes(paper.content)


def test_a_notice_that_was_not_drawn_is_drawn_by_its_page_from_what_was_decided(client):
    move_to(NAMED_ON)
    city = make_city()
    payment = make_payment(city)
    advance(payment, "approve", by=city.finance_approver, on=NAMED_ON, at=moment(NAMED_ON))
    paper = Paper.objects.get()
    Account.objects.update(number="99999999")

    served = open_(client, city.finance_clerk, paper).content

    paper.refresh_from_db()
    assert served == bytes(paper.content)
    assert "6222000011112222" in text(served)


def test_a_press_out_of_order_is_said_plainly_and_leaves_the_paper_to_be_drawn(
    issued, client, monkeypatch
):
    city, _ = issued
    payment = make_payment(city)
    advance(payment, "approve", by=city.finance_approver, on=NAMED_ON, at=moment(NAMED_ON))
    paper = Paper.objects.latest("pk")

    def broken(page):
        raise NotDrawn("out of order")

    with monkeypatch.context() as patch:
        patch.setattr(press, "draw", broken)
        refused = open_(client, city.finance_clerk, paper)

    assert (refused.status_code, "文书暂时没有生成" in refused.content.decode()) == (503, True)
    assert open_(client, city.finance_clerk, paper).status_code == 200


def test_a_paper_is_shown_in_the_browser_under_its_number(issued, client):
    city, paper = issued

    response = open_(client, city.finance_clerk, paper)

    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Disposition"].startswith("inline;")
    assert response["Content-Disposition"].endswith("%E3%80%942026%E3%80%951%E5%8F%B7.pdf")


def test_the_first_opening_by_each_person_is_recorded(issued, client):
    city, paper = issued
    for person in (city.clerk, city.clerk, city.auditor):
        open_(client, person, paper)

    opened = Event.objects.filter(act="首次查阅文书").order_by("number")

    assert [event.person for event in opened] == [city.clerk, city.auditor]


@pytest.mark.parametrize("role", ["clerk", "chair", "finance_clerk", "finance_approver", "auditor"])
def test_who_may_see_the_payment_may_read_its_notice(issued, client, role):
    city, paper = issued

    assert open_(client, getattr(city, role), paper).status_code == 200


@pytest.mark.parametrize("role", ["stranger", "other_clerk", "neighbour_officer", "review_office"])
def test_for_everybody_else_there_is_no_such_paper(issued, client, role):
    city, paper = issued

    assert open_(client, getattr(city, role), paper).status_code == 404
    assert Event.objects.filter(act="首次查阅文书").count() == 0


@pytest.mark.django_db(transaction=True)
def test_an_approval_stands_whatever_becomes_of_the_press_and_its_page_draws_the_paper(monkeypatch):
    city = make_city()
    payment = make_payment(city)

    def stopped(page):
        raise NotDrawn("the press stopped in the middle of a page")

    with monkeypatch.context() as broken:
        broken.setattr(press, "draw", stopped)
        advance(payment, "approve", by=city.finance_approver, on=NAMED_ON, at=moment(NAMED_ON))

    assert (payment.state, Paper.objects.get().sha256) == ("approved", "")
    assert content(Paper.objects.get()).startswith(b"%PDF")
