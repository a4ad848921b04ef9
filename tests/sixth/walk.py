"""A studio under the invented regulation: from the pages anybody reads to the second instalment.

Not collected here: `test_sixth.py` runs it in a copy of the project beside the other five texts.
"""

import io
from datetime import date
from types import SimpleNamespace

import pypdf
import pytest
from django.core.management import call_command
from django.urls import reverse

from rules.facts import Level
from subsidies.models import Payment
from tests.make import attach, make_person, make_union, moment
from workshops.applications.calls import Call
from workshops.applications.models import Application
from workshops.clock import move_to
from workshops.documents.papers import content
from workshops.publicity.actions import post_list
from workshops.records.actions import advance
from workshops.records.lifecycle import Refused
from workshops.records.models import Paper
from workshops.studios.models import Honour, Leader, Member, Studio
from workshops.titles.actions import name_all
from workshops.titles.models import Title
from workshops.unions.forms import UnionForm
from workshops.unions.models import Kind, Person, Role, TradeUnion

pytestmark = pytest.mark.django_db
CODE, FILED, POSTED, NAMED = "yungang", date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 13)
STUDIO, UNIT = "海若帆海港工匠创新工作室", "云帆船厂工会"
OFFICE = (Role.REVIEW_OFFICE, Role.SECRETARY, Role.FINANCE_CLERK, Role.FINANCE_APPROVER)
FOREIGN = ("南昌", "山东", "衢州", "杨浦", "中国交建", "领衔人")


@pytest.fixture
def port():
    """An authority set up by the command for it, a port district below, a unit with its clerk."""
    move_to(FILED)
    where = ("--union", "云港市总工会", "--jurisdiction", CODE)
    call_command("create_administrator", "guanli", "管理员", *where, stdout=io.StringIO())
    top = TradeUnion.objects.get(title="云港市总工会")
    TradeUnion.objects.filter(pk=top.pk).update(document_prefix="云港工")
    below = {"kind": "port_district", "level": Level.COUNTY, "jurisdiction": CODE, "parent": top}
    district = make_union("东港区总工会", **below)
    unit = make_union(UNIT, jurisdiction=CODE, parent=district, screening_union=district)
    people = {role.value: make_person(role, union=top) for role in OFFICE}
    people["clerk"] = make_person(Role.CLERK, union=unit)
    people["chair"] = make_person(Role.CHAIR, union=unit)
    people["screening_officer"] = make_person(Role.SCREENING_OFFICER, union=district)
    return SimpleNamespace(top=top, district=district, unit=unit, **people)


@pytest.fixture
def go(client):
    """A visit by a person: a GET, or with `typed` a POST; the words of the page it ends on."""

    def visit(person, name, *args, typed=None, status=200):
        client.force_login(person)
        url = reverse(name, args=args)
        answer = client.get(url) if typed is None else client.post(url, typed, follow=True)
        assert answer.status_code == status
        return words(answer)

    return visit


def words(answer) -> str:
    return answer.content.decode()


def lacks_foreign(page: str) -> None:
    """No word of another text stands in what this one says."""
    main = page.split("<main", 1)[1]
    assert [word for word in FOREIGN if word in main] == []


def act(subject, step, by, *, on=FILED, **given):
    return advance(subject, step, by=by, on=on, at=moment(on), given=given)


def judged(id, *, met=True) -> dict:
    return {"judgements": {id: {"met": met, "by": "经办", "remark": "已到现场查看"}}}


# What anybody reads


def test_anybody_reads_the_regulation(client):
    page = words(client.get(reverse("regulation", args=[CODE])))

    for word in ("云港市海港工匠创新工作室管理办法", "海港工匠掌舵", "实效资金"):
        assert word in page
    assert "12,000.00" in page
    lacks_foreign(page)
    assert "云港市（虚构）" in words(client.get(reverse("rulebook")))


def test_anybody_checks_beforehand_whether_a_studio_may_file(client):
    url = f"{reverse('precheck')}?of={CODE}"
    asked = words(client.get(url))
    assert "海港工匠" in asked
    counts = {"leaders-TOTAL_FORMS": 1, "leaders-INITIAL_FORMS": 0}
    said = {"members": "3", "has_venue": "true", "unit_pays": "true", "paper-plan": "on"}
    said |= {"operating_since": "2025-01-01", "leaders-0-honours_family": "port_craft"}
    good = words(client.post(url, counts | said | {"leaders-0-honours_level": "2"}))
    short = words(client.post(url, counts | said | {"leaders-0-honours_level": "1"}))

    assert "可以申报" in good
    assert "20,000.00" in good
    assert "还不能申报" in short
    assert "由获得区级以上海港工匠称号的人员掌舵" in short


def test_its_own_class_of_union_is_offered_under_it_and_nowhere_else(port):
    here, there = TradeUnion(jurisdiction=CODE), TradeUnion(jurisdiction="nanchang")
    mine = dict(UnionForm(instance=here, unions=[port.top.pk]).fields["kind"].choices)
    theirs = dict(UnionForm(instance=there, unions=[port.top.pk]).fields["kind"].choices)

    assert (mine["port_district"], "port_district" in theirs) == ("港区总工会", False)
    assert port.district.get_kind_display() == "港区总工会"
    assert Kind.COUNTY in mine


# The whole way


def test_a_studio_is_filed_recommended_decided_named_and_paid_twice(port, go):
    call = opened(port, go)
    file = filed(port, call, go)
    title = named(port, file, go)
    first_paid(port, title, go)
    then_the_second(port, title, go)


def opened(port, go) -> Call:
    """The office prepares the call on its page, where only its own class of union can screen."""
    asked = go(port.review_office, "call_new")
    assert "港区总工会" in asked
    lacks_foreign(asked)
    plain = {"year": 2026, "opens_on": "2026-02-01", "closes_on": "2026-04-30", "posting_days": 3}
    go(port.review_office, "call_new", typed=plain | {"screeners": [port.district.pk]})
    call = Call.objects.get()
    assert "已办理：启航" in go(port.review_office, "call_open", call.pk, typed={"save": "done"})
    return call


def filed(port, call, go) -> Application:
    """The clerk begins, reads the sections in the text's words, is refused once, and hands in."""
    go(port.clerk, "application_new", call.pk, typed={"studio": "new", "title": STUDIO})
    file, studio = Application.objects.get(), Studio.objects.get()
    section = go(port.clerk, "application_section", file.pk, "leaders")
    assert "掌舵人" in section
    assert "海港工匠" in section
    lacks_foreign(section)
    leads = {"studio": studio, "full_name": "海若帆"}
    Leader.objects.create(**leads)
    honour = {"kind": "海港工匠", "family": "port_craft", "level": Level.COUNTY}
    Honour.objects.create(studio=studio, leader_name="海若帆", **honour)
    Member.objects.bulk_create(Member(studio=studio, full_name=name) for name in "甲乙丙")
    Studio.objects.update(has_venue=True, operating_since=date(2025, 9, 1), unit_pays=True)
    refused = go(port.clerk, "application_step", file.pk, "submit", typed={"save": "1"}, status=409)
    assert "年度航次计划未上传" in refused
    attach(file, "plan", by=port.clerk)
    done = go(port.clerk, "application_step", file.pk, "submit", typed={"save": "1"})
    assert "已办理：递交" in done
    lacks_foreign(done)
    return file


def named(port, file, go) -> Title:
    """Recommended, seen, discussed, decided, posted and named, each by whom the text names."""
    file.refresh_from_db()
    act(file, "recommend", port.screening_officer, **judged("YG-02-7"))
    page = go(port.review_office, "application", file.pk)
    assert "登船查看" in page
    act(file, "review", port.review_office, **judged("YG-05a"))
    act(file, "shortlist", port.review_office, **judged("YG-05b"))
    act(file, "decide", port.secretary, met_on=FILED, minutes_number="常委会纪要〔2026〕3号")
    posting = post_list(
        file.call,
        title="公示",
        contact="港航部",
        by=port.review_office,
        on=POSTED,
        at=moment(POSTED),
    )
    assert posting.last_day == date(2026, 3, 12)
    given = {"document_number": "云港工〔2026〕8号", "reasons": {}, "judgements": {}}
    late, plaques = {"by": port.review_office}, {file: "海港001"}
    with pytest.raises(Refused):
        name_all(file.call, plaques, given, on=posting.last_day, at=moment(NAMED), **late)
    [title] = name_all(file.call, plaques, given, on=NAMED, at=moment(NAMED), **late)
    assert title.title == "云港市海港工匠创新工作室"
    said = paper_text("naming_decision")
    assert "云港市总工会常委会" in said
    assert "评议" in said
    return title


def first_paid(port, title, go) -> None:
    """Prepared by one, approved by another with the notice, paid; the second still waits."""
    move_to(NAMED)
    account = {"holder": UNIT, "bank": "示例银行", "number": "6222000011112222"}
    go(port.clerk, "payee", title.pk, typed=account)
    put = port.unit.accounts.get()
    assert "使用中" in go(port.chair, "payee_confirm", title.pk, put.pk, typed={})
    page = go(port.finance_clerk, "payment_new", title.pk, "first")
    assert "壹万贰仟元整" in page
    lacks_foreign(page)
    pay(port, title, "first", go)
    said = paper_text("disbursement_notice")
    assert "壹万贰仟元整" in said
    assert "第九条、第十条" in said
    refused = go(port.finance_clerk, "payment_new", title.pk, "second", typed={}, status=409)
    assert "待市总工会确认确有实效" in refused


def then_the_second(port, title, go) -> None:
    """Once the office has found it to work."""
    given = {"judge-YG-09-effect": "met", "save": "1"}
    go(port.review_office, "title_step", title.pk, "confirm_effect", typed=given)
    pay(port, title, "second", go)
    assert sorted(Payment.objects.values_list("amount_fen", "state")) == [
        (800_000, "paid"),
        (1_200_000, "paid"),
    ]
    call_command("verify_history", stdout=io.StringIO())
    assert Person.objects.filter(is_demo=True).count() == 0


def pay(port, title, instalment, go) -> None:
    go(port.finance_clerk, "payment_new", title.pk, instalment, typed={})
    one = Payment.objects.get(instalment=instalment)
    go(port.finance_approver, "payment_step", one.pk, "approve", typed={"save": "1"})
    voucher = {"voucher_number": f"记-{one.pk}", "paid_on": NAMED.isoformat(), "save": "1"}
    go(port.finance_clerk, "payment_step", one.pk, "pay", typed=voucher)


def paper_text(kind: str) -> str:
    """The words of the last paper of that kind, as it was drawn."""
    paper = Paper.objects.filter(kind=kind).latest("pk")
    pages = pypdf.PdfReader(io.BytesIO(content(paper))).pages
    return "".join("".join(page.extract_text() for page in pages).split())
