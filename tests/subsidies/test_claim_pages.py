"""The pages of claims: who reaches them, what they say before anyone clicks, the way to money."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from subsidies.models import Claim, ClaimItem, Payment
from subsidies.payments.actions import prepare
from tests.make import PDF, make_account
from workshops.clock import move_to
from workshops.records.models import Attachment, Decision, Event
from workshops.studios.models import Outcome

from . import claiming as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    move_to(make.LATER)
    return make.place("quzhou")


def visit(client, person, name, *args, **typed):
    client.force_login(person)
    address = reverse(name, args=args)
    return client.post(address, typed) if typed else client.get(address)


def text(response) -> str:
    return response.content.decode()


def typed(**more):
    plain = {"met_on": "2027-05-10", "minutes_number": "会议纪要〔2027〕5号", "planned": "2"}
    return plain | {"sheets_due": "3", "sheets_in": "3"} | more


def test_from_the_title_page_to_the_paid_notice(client, town):
    city, title = town
    make_account(city.unit, city.clerk)
    said = text(visit(client, city.clerk, "title", title.pk))
    begun = visit(client, city.clerk, "claims", title.pk, kind="topic")
    claim = Claim.objects.get()
    visit(client, city.clerk, "claim_item", claim.pk, what="刀具课题")
    visit(client, city.clerk, "claim_step", claim.pk, "file_claim", save="done")
    visit(client, city.secretary, "claim_step", claim.pk, "fund_topic", **typed())
    due = visit(client, city.finance_clerk, "title", title.pk)
    visit(client, city.finance_clerk, "payment_new", title.pk, claim.key, save="1")

    payment = Payment.objects.get()
    assert "申请补助" in said
    assert begun.url == reverse("claim", args=[claim.pk])
    assert "编制拨付：课题工作经费" in text(due)
    assert (payment.amount_fen, payment.article, payment.label) == (
        2_000_000,
        "第十三条",
        "课题工作经费",
    )
    assert "查看拨付" in text(visit(client, city.clerk, "claim", claim.pk))


def test_the_instalment_of_a_claim_is_paid_once_and_only_when_decided(town):
    city, title = town
    make_account(city.unit, city.clerk)
    claim = make.topic(city, title)
    at = {"by": city.finance_clerk, **make.on_day(make.LATER)}

    prepare(title, claim.key, **at)

    with pytest.raises(Exception, match="不能重复编制"):
        prepare(title, claim.key, **at)


@pytest.mark.parametrize("who", ["stranger", "other_clerk", "screening_officer"])
def test_strangers_find_nothing(client, town, who):
    city, title = town
    claim = make.filed(city, title, "topic", {"what": "刀具课题"})
    person = getattr(city, who)

    for name, args in (
        ("claims", [title.pk]), ("claim", [claim.pk]), ("claim_step", [claim.pk, "withdraw_claim"]),
    ):  # fmt: skip
        assert visit(client, person, name, *args).status_code == 404
    assert visit(client, person, "claim_item", claim.pk, what="x").status_code == 404
    assert visit(client, person, "claims", title.pk, kind="topic").status_code == 404


def test_a_draft_is_the_units_own(client, town):
    city, title = town
    claim = make.draft(city, title, "topic", {"what": "刀具课题"})

    assert visit(client, city.clerk, "claim", claim.pk).status_code == 200
    assert visit(client, city.secretary, "claim", claim.pk).status_code == 404


def test_what_stands_in_the_way_is_said_before_filing(client, town):
    city, title = town
    make.topic(city, title)
    claim = make.draft(city, title, "topic", {"what": "夹具课题"})

    page = visit(client, city.clerk, "claim", claim.pk)
    refused = visit(client, city.clerk, "claim_step", claim.pk, "file_claim", save="done")

    assert "一个工作室每年补助一次。2027年已获课题经费1次" in text(page)
    assert refused.status_code == 409
    assert "第十三条" in text(refused)


def test_a_text_without_such_money_has_no_page(client):
    city, title = make.place("shandong")

    assert visit(client, city.review_office, "claims", title.pk).status_code == 404
    assert "申请补助" not in text(visit(client, city.review_office, "title", title.pk))


def test_things_are_listed_struck_out_and_papers_kept(client):
    city, title = make.place("nanchang")
    move_to(make.LATER)
    claim = make.draft(city, title, "equipment", make.bought())
    sent = {"what": "工作台", "number": "发票2", "on": "2026-04-01", "fen": "1000", "used": "false"}
    wrong = visit(client, city.clerk, "claim_item", claim.pk, **sent | {"used": "true"})
    visit(client, city.clerk, "claim_item", claim.pk, **sent)
    paper = SimpleUploadedFile("发票.pdf", PDF)
    visit(client, city.clerk, "claim_paper", claim.pk, paper=paper)

    page = text(visit(client, city.clerk, "claim", claim.pk))
    visit(client, city.clerk, "claim_strike", claim.pk, claim.items.first().pk, save="1")

    assert "旧设备须填写评估折旧后的价值" in text(wrong)
    assert all(word in page for word in ("10,100.00", "101,000.00元的10%", "发票.pdf"))
    assert list(claim.items.values_list("number", flat=True)) == ["发票2"]
    assert Attachment.objects.about(claim).count() == 1
    assert Event.objects.about(claim).last().act == "删去补助申请的一项"


def test_who_comes_a_moment_too_late_is_told_and_nothing_breaks(client, town):
    city, title = town
    claim = make.filed(city, title, "topic", {"what": "刀具课题"})
    other = make.filed(city, make.sibling(title, 2), "topic", {"what": "夹具课题"})
    # The place is taken in the moment between the verdict and the writing.
    ClaimItem.objects.filter(claim=other).update(place=1, year=2027, prize="")
    ClaimItem.objects.filter(claim=other).update(kind=F("kind"))
    client.force_login(city.secretary)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Claim, "_taken", lambda self, on: make.Counter())
        address = reverse("claim_step", args=[claim.pk, "fund_topic"])
        answer = client.post(address, typed(), follow=True)

    assert "刚刚已被另一份申请使用" in text(answer)
    assert make.fresh(claim).state == "filed"


@pytest.mark.parametrize("count", [1, 4])
def test_the_pages_ask_few_questions(client, town, django_assert_max_num_queries, count):
    city, title = town
    for year in range(count):
        claim = make.filed(city, title, "topic", {"what": f"课题{year}"})
    client.force_login(city.secretary)
    for name, pk in (("claims", title.pk), ("claim", claim.pk), ("title", title.pk)):
        visit(client, city.secretary, name, pk)

    for name, pk in (("claims", title.pk), ("claim", claim.pk), ("title", title.pk)):
        with django_assert_max_num_queries(12):
            client.get(reverse(name, args=[pk]))


def test_the_meeting_types_its_own_sum_where_the_text_has_none(client):
    city, title = make.place("yangpu")
    day = make.MEETING["met_on"]
    move_to(day)
    title.assessments.create(duty="filing", year=2026, assessed_on=day, met=None)
    Outcome.objects.create(studio=title.studio, title="焊接机器人", kind="patent", on=day)
    claim = make.draft(city, title, "outcome", on=day)
    foreign = visit(client, city.clerk, "claim_item", claim.pk, what="别家的成果")
    visit(client, city.clerk, "claim_item", claim.pk, what="焊接机器人")
    visit(client, city.clerk, "claim_step", claim.pk, "file_claim", save="done")
    sent = {"met_on": "2026-12-28", "minutes_number": "纪要9号", "judge-YP-15a-merit": "met"}
    sent |= {"proposed_fen": "40000", "decided_fen": "30000.50"}

    visit(client, city.secretary, "claim_step", claim.pk, "support_outcome", **sent)

    claim = make.fresh(claim)
    assert "选择一个有效的选项" in text(foreign)
    assert (claim.about, claim.proposed_fen, claim.amount_fen) == (
        "焊接机器人",
        4_000_000,
        3_000_050,
    )


def test_a_draft_waits_on_the_desk_of_the_clerk_until_it_is_handed_in(client, town):
    city, title = town
    claim = make.draft(city, title, "topic", {"what": "刀具课题"})

    def desk(person):
        client.force_login(person)
        return text(client.get("/"))

    before, others = desk(city.clerk), desk(city.other_clerk) + desk(city.secretary)
    make.take(claim, "file_claim", city.clerk)

    line = f"{title.studio.title}：课题工作经费"
    assert line in before
    assert reverse("claim", args=[claim.pk]) in before
    assert "没有提出的补助申请" not in others + desk(city.clerk)


@pytest.mark.parametrize("who", ["finance_clerk", "secretary"])
def test_the_desk_asks_the_same_for_one_title_with_claims_and_for_three(client, town, who):
    city, title = town
    make.topic(city, title)
    client.force_login(getattr(city, who))
    client.get("/")
    counts = []
    for number in (2, 4):
        with CaptureQueriesContext(connection) as seen:
            page = text(client.get("/"))
        counts.append(len(seen))
        make.topic(city, make.sibling(title, number))
        make.filed(city, make.sibling(title, number + 1), "topic", {"what": "另一课题"})

    assert counts[0] == counts[1] <= 12
    assert ("课题工作经费" in page) is True


def test_the_decision_is_read_by_those_who_see_the_claim(client, town):
    city, title = town
    claim = make.topic(city, title)
    decision = Decision.objects.about(claim).get(step="fund_topic")

    said = text(visit(client, city.clerk, "decision", decision.pk))

    assert "第十三条" in said
    assert "确定课题经费补助" in said
    assert visit(client, city.other_clerk, "decision", decision.pk).status_code == 404


def test_a_draft_begun_by_mistake_is_dropped_until_something_is_written(client, town):
    city, title = town
    for _ in range(2):
        visit(client, city.clerk, "claims", title.pk, kind="topic")
        claim = Claim.objects.get()
        offered = "放弃这份草稿" in text(visit(client, city.clerk, "claim", claim.pk))
        stranger = visit(client, city.finance_clerk, "claim_drop", claim.pk, save="1")
        visit(client, city.clerk, "claim_drop", claim.pk, save="1")
        assert (offered, stranger.status_code, Claim.objects.count()) == (True, 404, 0)

    visit(client, city.clerk, "claims", title.pk, kind="topic")
    claim = Claim.objects.get()
    visit(client, city.clerk, "claim_item", claim.pk, what="刀具课题")
    visit(client, city.clerk, "claim_drop", claim.pk, save="1")

    drop = reverse("claim_drop", args=[claim.pk])
    assert drop not in text(visit(client, city.clerk, "claim", claim.pk))
    assert Claim.objects.filter(pk=claim.pk).exists()
    assert Event.objects.filter(act="放弃补助申请草稿").count() == 2
