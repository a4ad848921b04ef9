"""The pages of audit: the way down, the desk, the PDF and the workbook, who is shut out."""

import io

import pytest
from django.template.loader import render_to_string
from django.urls import get_resolver, reverse
from openpyxl import load_workbook

from subsidies.audit import file
from subsidies.models import Finding, Sample, Word
from tests.make import make_person
from tests.subsidies.audit.audited import UNTIL, closed, drawn, found, replied, year
from tests.subsidies.spending.granted import paper, spent
from tests.workshops.titles.living import NAMED
from workshops.clock import move_to
from workshops.records.models import Event
from workshops.unions.models import Role

pytestmark = pytest.mark.django_db
TYPED = {"text": "没有发票", "basis": "补助办法第十三条", "reply_by": f"{UNTIL}"}


@pytest.fixture
def place(client, settings):
    """A year of Nanchang's, and a way to open its pages as anybody."""
    settings.DEMO = True
    city, payment = year()
    move_to(NAMED)

    def go(who, name, *args, sent=None, **query):
        client.force_login(getattr(city, who) if isinstance(who, str) else who)
        address = reverse(name, args=args)
        return client.get(address, query) if sent is None else client.post(address, sent)

    return city, payment, go


def said(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


def test_from_all_years_down_to_one_payment(place):
    city, payment, go = place
    key = city.authority.pk

    assert reverse("audit_rows", args=[key, 2026, "paid"]) in said(go("auditor", "audit"))
    assert "9,999.00 元" in said(go("auditor", "audit_year", key, 2026))
    rows = said(go("auditor", "audit_rows", key, 2026, "paid"))
    assert reverse("payment", args=[payment.pk]) in rows
    assert said(go("auditor", "payment", payment.pk))
    for figure in ("allotted", "spent", "unspent", "recovered"):
        assert said(go("auditor", "audit_rows", key, 2026, figure))
    assert go("auditor", "audit_rows", key, 2026, "other").status_code == 404


def test_a_unit_has_its_own_money_audited(place):
    city, payment, go = place
    own = make_person(Role.AUDITOR, union=city.unit)

    assert "1.00 元" in said(go(own, "audit_rows", city.unit.pk, 2026, "spent"))
    assert said(go(own, "payment", payment.pk))
    assert said(go(own, "expense", payment.expenses.get().pk))
    assert go(own, "audit_year", city.authority.pk, 2026).status_code == 404


@pytest.mark.parametrize("who", ["clerk", "finance_approver", "secretary", "stranger"])
def test_audit_is_closed_to_all_but_auditors(place, who):
    city, _, go = place

    assert go(who, "audit").status_code == (302 if who in ("clerk", "finance_approver") else 404)
    assert go(who, "audit_file", city.authority.pk, 2026).status_code == 404


def test_lots_are_drawn_on_a_page_that_shows_how(place):
    city, _, go = place
    typed = {"pool": "expenses", "number": "2", "seed": "八一"}

    assert "请减少抽取数量" in said(
        go("auditor", "sample_new", city.authority.pk, 2026, sent=typed)
    )
    go("auditor", "sample_new", city.authority.pk, 2026, sent=typed | {"number": "1"})

    page = said(go("auditor", "audit_sample", Sample.objects.get().pk))
    assert "示波器" in page
    assert "结果相同" in page


def test_a_finding_is_on_the_desk_of_its_unit_until_replied_and_then_on_the_auditors(place):
    city, payment, go = place
    key = f"payment-{payment.pk}"
    typed = TYPED | {"concerned": f"{city.unit.pk}"}
    go("auditor", "finding_new", city.authority.pk, 2026, key, sent=typed)
    one = Finding.objects.get()

    assert "审计问题，等您回复" in said(go("clerk", "desk"))
    assert go("other_clerk", "finding", one.pk).status_code == 404
    go("clerk", "finding", one.pk, sent={"text": "已补", "papers": paper("发票.pdf")})
    assert "审计问题，等您回复" not in said(go("clerk", "desk"))
    assert "已回复，待核实" in said(go("auditor", "desk"))
    go("auditor", "finding", one.pk, sent={"kind": "closed", "text": "已核实"})

    page = said(go("clerk", "finding", one.pk))
    assert "整改到位" in page
    assert "发票.pdf" in page


def test_what_is_late_is_said_so_to_both(place):
    city, payment, go = place
    found(city, payment)
    move_to(UNTIL.replace(day=UNTIL.day + 1))

    for who in ("auditor", "clerk"):
        assert "逾期未回复" in said(go(who, "desk"))
        assert "逾期未回复" in said(go(who, "findings"))


WRONG = [("reply_by", f"{NAMED}"), ("reply_by", "2037-01-31"), ("text", ""), ("concerned", "0")]


@pytest.mark.parametrize(("field", "value"), WRONG)
def test_what_is_wrong_is_said_beside_its_field(place, field, value):
    city, payment, go = place
    typed = TYPED | {"concerned": f"{city.unit.pk}"} | {field: value}

    answer = go(
        "auditor", "finding_new", city.authority.pk, 2026, f"payment-{payment.pk}", sent=typed
    )

    assert list(answer.context["form"].errors) == [field]
    assert not Finding.objects.exists()


def test_asking_on_wants_another_day(place):
    city, payment, go = place
    one = found(city, payment)
    replied(city, one)

    answer = go("auditor", "finding", one.pk, sent={"kind": "again", "text": "材料不全"})

    assert list(answer.context["form"].errors) == ["reply_by"]
    assert Word.objects.count() == 1


@pytest.mark.parametrize("about", ["payment-999", "union-999", "title-1", "payment-"])
def test_nothing_is_found_about_what_is_not_theirs(place, about):
    city, _, go = place

    assert go("auditor", "finding_new", city.authority.pk, 2026, about).status_code == 404


# Papers


def filled(city, payment):
    one = found(city, payment)
    replied(city, one, paper("回复.pdf"))
    closed(city, one)
    drawn(city)


def test_the_file_is_drawn_and_says_what_the_year_was(place):
    city, payment, go = place
    filled(city, payment)
    payment.prepared_by.full_name = "钱编制"
    payment.prepared_by.save()

    answer = go("auditor", "audit_file", city.authority.pk, 2026)

    assert answer.content.startswith(b"%PDF")
    assert go("auditor", "audit_file", city.authority.pk, 2026, volume="2").status_code == 404
    assert Event.objects.filter(act="打印经审档案", person=city.auditor).count() == 1
    says = file.audit_file(city.authority, 2026, 1, NAMED) | {"person": city.auditor}
    page = render_to_string("papers/audit_file.html", says)
    for words in ("核对通过", "钱编制", "八一", "发票抬头不是本单位", "回复.pdf", "本年度没有例外"):
        assert words in page


def test_many_payments_go_into_volumes(place, monkeypatch):
    city, payment, _ = place
    payment.pk, payment.instalment, payment._state.adding = None, "2", True
    payment.save()
    monkeypatch.setattr(file, "A_VOLUME", 1)

    last = file.audit_file(city.authority, 2026, 2, NAMED)

    assert (last["volumes"], [part.label for part in last["parts"]]) == (
        2,
        ["拨付清单", "制发的文书"],
    )
    assert last["parts"][0].blocks[0]["tables"][0].rows[0][0] == "2"


def test_the_workbook_has_a_sheet_for_each_total(place):
    city, payment, go = place
    filled(city, payment)

    book = load_workbook(io.BytesIO(go("auditor", "audit_book", city.authority.pk, 2026).content))

    assert book.sheetnames[0] == "汇总"
    assert {"已拨付", "已支出", "尚未使用", "例外", "抽查", "审计问题"} <= set(book.sheetnames)
    assert book["已支出"]["D3"].value == "设备购置：示波器"


# What it costs, and what auditors cannot do


def test_pages_ask_the_same_for_one_and_for_three(place, client, django_assert_max_num_queries):
    city, payment, go = place
    filled(city, payment)
    for number in ("3", "4"):
        spent(city, payment, invoice_number=number)
        found(city, payment)
    go("auditor", "audit")
    key = city.authority.pk
    pages = [("audit", ()), ("audit_year", (key, 2026)), ("audit_rows", (key, 2026, "spent"))]
    pages += [("audit_rows", (key, 2026, "unspent")), ("audit_exceptions", (key, 2026))]
    pages += [("findings", ()), ("audit_sample", (Sample.objects.get().pk,))]
    pages += [("finding", (Finding.objects.last().pk,))]
    for name, args in pages:
        with django_assert_max_num_queries(12):
            client.get(reverse(name, args=args))


def test_an_auditor_writes_nowhere_else_in_the_money_rooms(place, client):
    _, payment, go = place
    go("auditor", "audit")
    words = {"pk": payment.pk, "step": "bounce", "instalment": "2", "year": 2026, "row": 1}
    words |= {"aspect": "content", "run": 1, "part": 1, "kind": "paid", "entry": 1, "act": "x"}
    wrote, tried = [], 0
    known = get_resolver()
    for pattern, names in money_patterns(known):
        words["step"] = STEPS.get(pattern.split("/")[0], "bounce")
        address = "/" + pattern % {name: words.get(name, 1) for name in names}
        answer = client.post(address, {})
        tried += 1
        wrote += [] if answer.status_code in (403, 404, 405) else [(address, answer.status_code)]

    assert tried > 30
    assert wrote == []


STEPS = {"expenses": "strike_expense", "recovery": "extend_demand", "batches": "approve"}


def money_patterns(resolver):
    """Template and parameters of every address of a money room other than audit."""
    from subsidies.urls import ROOMS

    names = {
        one.name
        for room in ROOMS
        if room != "audit"
        for one in __import__(f"subsidies.{room}.urls", fromlist=["urlpatterns"]).urlpatterns
    }
    for name in sorted(names):
        for possibilities, *_ in resolver.reverse_dict.getlist(name):
            yield from possibilities
