"""The pages of what is kept: attachments, decisions, the history, and who reads what of it."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.guards import set_aside
from tests.make import TODAY, advanced_to, make_city, make_person, moment
from workshops.clock import move_to
from workshops.management.commands import verify_history
from workshops.records.actions import record
from workshops.records.attachments import withdraw
from workshops.records.models import Attachment, Decision, Event, Paper
from workshops.records.seen import seen_by
from workshops.unions.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    move_to(TODAY)
    return make_city()


def opened(client, person, url):
    client.force_login(person)
    return client.get(url)


def test_an_attachment_is_taken_away_and_never_shown_inside_the_page(client, city):
    file = advanced_to("submitted", city)
    paper = Attachment.objects.about(file).first()

    answer = opened(client, city.clerk, reverse("attachment", args=[paper.pk]))

    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert b"".join(answer).startswith(b"%PDF-")


def test_an_attachment_is_closed_to_those_who_do_not_see_the_file(client, city):
    file = advanced_to("submitted", city)
    url = reverse("attachment", args=[Attachment.objects.about(file).first().pk])
    people = (city.other_clerk, city.screening_officer, city.finance_clerk, city.stranger)

    assert [opened(client, one, url).status_code for one in people] == [404] * 4


def test_a_withdrawn_paper_is_left_to_whoever_handed_it_in(client, city):
    file = advanced_to("submitted", city)
    paper = Attachment.objects.about(file).first()
    withdraw(paper, by=city.clerk, at=moment())
    url = reverse("attachment", args=[paper.pk])

    assert opened(client, city.chair, url).status_code == 404
    answer = opened(client, city.clerk, url)
    assert answer.status_code == 200
    answer.close()


def test_a_decision_shows_what_was_found_that_day(client, city):
    file = advanced_to("recommended", city)
    url = reverse("decision", args=[Decision.objects.get(step="recommend").pk])

    page = opened(client, city.clerk, url).content.decode()

    assert "已查看材料" in page
    assert "审查并推荐" in page
    assert str(file) in page


def test_a_decision_is_closed_to_strangers_and_neighbours(client, city):
    advanced_to("recommended", city)
    url = reverse("decision", args=[Decision.objects.first().pk])
    people = (city.other_clerk, city.neighbour_officer, city.stranger)

    assert [opened(client, one, url).status_code for one in people] == [404] * 3


def test_the_unit_is_not_told_which_others_were_passed_over(client, city):
    advanced_to("decided", city)
    decision = Decision.objects.get(step="decide")
    fields = {f.attname: getattr(decision, f.attname) for f in Decision._meta.concrete_fields}
    fields |= {"id": None, "particulars": {"passes_over": "别家工作室", "minutes_number": "1号"}}
    other = Decision.objects.create(**fields)
    url = reverse("decision", args=[other.pk])

    assert "别家工作室" in opened(client, city.secretary, url).content.decode()
    assert "别家工作室" not in opened(client, city.clerk, url).content.decode()


@pytest.mark.parametrize("who", ["clerk", "chair", "review_office", "finance_clerk", "stranger"])
def test_the_history_is_for_auditors_and_administrators(client, city, who):
    assert opened(client, getattr(city, who), reverse("history")).status_code == 404


def test_an_auditor_reads_the_acts_of_the_own_tree_only(client, city):
    advanced_to("submitted", city)
    beside = make_person(Role.AUDITOR, union=city.neighbour)

    own = opened(client, city.auditor, reverse("history")).context["entries"]
    neighbours = opened(client, beside, reverse("history")).context["entries"]

    assert any("提交申报" in entry["act_label"] for entry in own)
    assert neighbours == []


def test_the_history_is_searched_and_turned_over_by_number(client, city):
    for number in range(60):
        record(f"事项{number}", city.unit, by=city.auditor, at=moment(), post=None)
    first = opened(client, city.auditor, reverse("history"))
    second = client.get(reverse("history"), {"before": first.context["older"]})
    sought = client.get(reverse("history"), {"q": "事项59"})

    counts = [len(page.context["entries"]) for page in (first, second, sought)]
    assert counts == [50, 10, 1]


@pytest.mark.parametrize("written", ["x", "-1", "9" * 40, "²"])
def test_a_page_number_that_is_none_is_refused(client, city, written):
    client.force_login(city.auditor)

    assert client.get(reverse("history"), {"before": written}).status_code == 400


def test_the_history_says_whether_the_chain_is_whole(client, city):
    record("事项", city.unit, by=city.auditor, at=moment())
    client.force_login(city.auditor)

    assert "核对通过" in client.get(reverse("history"), {"check": 1}).content.decode()


def test_the_history_asks_no_more_for_many_acts_than_for_few(client, city):
    client.force_login(city.auditor)
    counts = []
    for _ in range(2):
        record("事项", city.unit, by=city.auditor, at=moment())
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse("history"))
        counts.append(len(seen))

    assert counts[0] == counts[1]
    assert counts[0] <= 12


def test_those_outside_the_authority_are_not_told_who_the_expert_is(city):
    expert = city.experts[0]
    post = expert.appointments.get()
    record("提交评分表", city.unit, by=expert, post=post, at=moment(), after={"score": 90})

    assert seen_by(city.clerk, TODAY, city.unit)[0]["person"] == "评审专家"
    assert "changes" not in seen_by(city.clerk, TODAY, city.unit)[0]
    assert seen_by(city.review_office, TODAY, city.unit)[0]["person"] == expert.full_name


def test_the_tag_shows_a_thing_its_own_history(city):
    from django.template import Context, Template

    record("事项", city.unit, by=city.clerk, at=moment())
    request = RequestFactory().get("/")
    request.user = city.clerk
    page = Template("{% load records %}{% timeline union %}")

    assert "事项" in page.render(Context({"request": request, "union": city.unit, "today": TODAY}))


# The database's own refusals


@pytest.mark.parametrize("table", ["workshops_event", "workshops_decision"])
@pytest.mark.parametrize("act", ["UPDATE {} SET subject_id = 1", "DELETE FROM {}"])
def test_the_database_keeps_history_and_decisions(city, table, act):
    advanced_to("submitted", city)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(act.format(table))


def test_a_paper_is_drawn_once_and_then_stays(city):
    advanced_to("submitted", city)
    decision = Decision.objects.get()
    paper = Paper.objects.create(
        subject_type="x",
        subject_id=1,
        kind="x",
        number="1号",
        title="x",
        union=city.unit,
        decision=decision,
        issued_on=TODAY,
    )
    papers = Paper.objects.filter(pk=paper.pk)
    papers.update(content=b"one", sha256="1")

    for change in (lambda: papers.update(content=b"two"), papers.delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert bytes(papers.get().content) == b"one"


def test_verifying_says_that_a_guard_is_missing(city):
    set_aside("workshops_event_no_delete")

    assert list(verify_history.guard_faults()) == [
        "数据库没有保护表workshops_event（delete），请联系维护人员执行 migrate。"
    ]


def test_verifying_says_which_row_was_touched(city):
    for number in range(3):
        record(f"事项{number}", city.unit, by=city.auditor, at=moment())
    set_aside("workshops_event_no_update")
    Event.objects.filter(number=2).update(why="改过")

    assert next(verify_history.chain_faults()).startswith("履历第2环被改动")


@pytest.mark.parametrize(
    ("who", "reads"), [("clerk", False), ("chair", False), ("secretary", True)]
)
def test_the_unit_reads_no_score_in_a_decision(client, city, who, reads):
    advanced_to("decided", city)
    steps = ("shortlist", "decide")
    urls = [reverse("decision", args=[Decision.objects.get(step=s).pk]) for s in steps]

    pages = [opened(client, getattr(city, who), url).content.decode() for url in urls]

    assert ["90" in page.split("办理当日逐条结论")[1] for page in pages] == [reads] * 2


def test_what_others_tried_in_vain_is_not_read_by_the_unit(city):
    file = advanced_to("recommended", city)
    post = city.screening_officer.posts(TODAY)[0]
    tried = {"at": moment(), "why": "认定不符合"}
    record("未能办理：审查并推荐", file, by=city.screening_officer, post=post, **tried)

    acts = {
        who: "未能办理：审查并推荐" in [line["act_label"] for line in seen_by(person, TODAY, file)]
        for who, person in (("unit", city.clerk), ("own", city.screening_officer))
    }

    assert acts == {"unit": False, "own": True}
