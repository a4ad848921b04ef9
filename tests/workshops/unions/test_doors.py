"""Every address of the site: closed unless it is declared public, and shut to strangers."""

from types import SimpleNamespace

import pytest
from django.conf import settings
from django.urls import get_resolver

from rules.facts import Level
from subsidies.budgets.actions import allot
from subsidies.models import Clawback, Expense, Sample
from tests.make import (
    NAMED_ON,
    TODAY,
    make_city,
    make_payment,
    make_person,
    make_title,
    make_union,
    moment,
)
from tests.subsidies.audit.audited import found
from tests.subsidies.batches.making import half_done
from tests.subsidies.books.keeping import one_of_each
from workshops.publicity.models import Objection
from workshops.records.actions import advance
from workshops.records.models import Attachment, Decision, Paper
from workshops.titles.amending import Change, prepare
from workshops.unions.models import Kind, Role

pytestmark = pytest.mark.django_db

# Open to everyone, each for its reason: coming in, what is posted in public, what studios agreed
# to have shown, and the demo's doors.
PUBLIC = {
    "account_login",
    "account_logout",
    "account_confirm_email",
    "account_email_verification_sent",
    "account_signup",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "postings",
    "posting",
    "object",
    "receipt",
    "rulebook",
    "regulation",
    "precheck",
    "projection",
    "showcases",
    "showcase",
    "demo_enter",
    "demo_clock",
}
# What a person of no post at all may open: his own account is his own.
OWN = ("account_", "mfa_")
# Open only in a state this world is not in; its own tests open it: once a second title was
# bestowed and its base has fallen, once departments have signed a sheet together,
# once a decision claims money back; where a text has money go by a union between.
ELSEWHERE = {"second_title", "check_sheet", "demand", "passing", "strike_passing"}
WORDS = {
    "step": "submit",
    "section": "leaders",
    "instalment": "1",
    "act": "return",
    "kind": "unit",
    "row": 1,
    "account": 1,
    "year": 2026,
    "uidb36": "1",
    "key": "work",
    "entry": 1,
    "aspect": "figures",
    "run": 1,
    "part": 1,
    "figure": "paid",
    "about": "union-1",
}


def addresses() -> list[tuple[str, str, list[str]]]:
    """Name, template and parameters of every named address."""
    known = get_resolver().reverse_dict
    names = [name for name in known if isinstance(name, str)]
    return [
        (name, template, parameters)
        for name in names
        for possibilities, *_ in known.getlist(name)
        for template, parameters in possibilities
    ]


def at(template: str, **values) -> str:
    return "/" + template % (dict.fromkeys(("pk", "sheet", "address", "code"), 1) | WORDS | values)


@pytest.fixture
def world():
    """A city in which everything a page may show is there, by the first word of its address."""
    city = make_city()
    beside = make_union(kind=Kind.AUTHORITY, level=Level.PREFECTURE)
    city.next_city = make_person(*Role, union=beside)
    title = make_title(city)
    payment, file = make_payment(city, title=title), title.application
    when = {"on": NAMED_ON, "at": moment(NAMED_ON)}
    advance(payment, "approve", by=city.finance_approver, **when)
    objection = Objection.objects.create(
        posting=file.postings.get(),
        application=file,
        full_name="赵六",
        employer="某厂",
        phone="13800000000",
        statement="成果不实",
        received_at=moment(TODAY),
    )
    things = {"calls": file.call, "applications": file, "sheets": file.sheets.first()}
    things |= {"objections": objection, "titles": title, "payments": payment, "unions": city.unit}
    things |= {"papers": Paper.objects.get(), "decisions": Decision.objects.about(file).first()}
    things |= {"attachments": Attachment.objects.about(file).first()}
    change = Change(title.edition, {"outcome.benefit": "and"}, "党组会纪要〔2026〕2号")
    things["amendments"] = prepare(city.authority, change, by=city.administrator, **when)
    told = {"kind": "unit", "happened_on": TODAY, "reported_on": TODAY}
    things["changes"] = title.changes.create(**told, reported_by=city.clerk)
    things |= {"people": city.clerk, "appointments": city.clerk.appointments.get()}
    things["studios"] = title.studio
    things |= {"budgets": city.authority, "allotments": allotted(city)}
    row = {"ledger": "work", "kind": "activity", "happened_on": TODAY, "title": "例会"}
    by = {"entered_by": city.clerk, "entered_at": moment(TODAY)}
    title.studio.ledger_entries.create(pk=WORDS["entry"], **row, **by)
    things |= years_of(title, city) | exchange_of(title, city)
    things["expenses"] = used(payment, city)
    things |= one_of_each(city, title)
    things["batches"] = half_done(city)
    things["recovery"] = claimed_back(title, things["decisions"])
    things["passing"] = payment  # none is passed on here
    things |= {"audit": city.authority, "findings": found(city, payment), "samples": sample(city)}
    return SimpleNamespace(city=city, things=things)


def allotted(city):
    """A sum allotted to a year."""
    given = {"amount_fen": 1, "document_number": "一号", "decided_on": NAMED_ON}
    when = {"on": NAMED_ON, "at": moment(NAMED_ON)}
    return allot(city.authority, 2026, given, by=city.finance_approver, **when)


def claimed_back(title, decision):
    """Money claimed back under a title, of which nothing came yet."""
    own = {"title": title, "decision": decision, "amount_fen": 2, "repay_by": TODAY}
    return Clawback.objects.create(demanded_on=NAMED_ON, **own)


def sample(city):
    """Lots drawn over a year's payments."""
    own = {"union": city.authority, "year": 2026, "pool": "payments", "seed": "甲", "number": 1}
    return Sample.objects.create(**own, drawn_on=NAMED_ON, by=city.auditor, at=moment(NAMED_ON))


def used(payment, city):
    """What was used of a payment that has come in."""
    own = {"payment": payment, "union": city.unit, "spent_on": NAMED_ON, "amount_fen": 1}
    by = {"entered_by": city.clerk, "entered_at": moment(TODAY)}
    return Expense.objects.create(purpose="材料", what="刀具", invoice_number="1", **own, **by)


def years_of(title, city) -> dict:
    """What the years of a title bring: a record, a thing put right, a lot drawn, a claim."""
    record = title.assessments.create(year=2027, score=60, pass_line=60, assessed_on=NAMED_ON)
    order = title.rectifications.create(ordered_on=NAMED_ON, due_on=NAMED_ON)
    lot = {"duty": "spot_check", "seed": "甲", "drawn_on": NAMED_ON, "number": 1}
    drawn = city.authority.draws.create(**lot)
    claim = title.claims.create(kind="equipment", state="filed", filed_on=NAMED_ON)
    item = order.items.create(what="补齐台账")
    return {"records": record, "rectified": item, "draws": drawn, "claims": claim}


def exchange_of(title, city) -> dict:
    """An alliance its studio belongs to, what it did, and what became of an outcome."""
    own = {"union": city.authority, "person": city.review_office, "recorded_at": moment(NAMED_ON)}
    founded = {"title": "演示联盟", "founded_on": NAMED_ON}
    alliance = city.authority.alliances.create(**own, **founded)
    member = alliance.memberships.create(studio=title.studio, joined_on=NAMED_ON, **own)
    told = {"kind": "learning", "happened_on": NAMED_ON, "title": "技术沙龙"}
    row = title.studio.exchanges.create(**own, **told)
    outcome = title.studio.outcomes.get()
    about = {"outcome": outcome, "outcome_title": outcome.title, "outcome_kind": outcome.kind}
    became = {"status": "in_talks", "happened_on": NAMED_ON}
    transfer = title.studio.transfers.create(**own, **about, **became)
    found = {"alliances": alliance, "memberships": member, "exchanges": row}
    return found | {"outcomes": outcome, "transfers": transfer}


def test_every_address_asks_for_a_login_unless_it_is_declared_public(client):
    login = settings.LOGIN_URL
    open_ones = set()
    for name, template, _ in addresses():
        for method in (client.get, client.post):
            answer = method(at(template))
            asked = answer.status_code == 302 and "/account/login/" in answer.headers["location"]
            open_ones |= set() if asked else {name}

    assert login == "account_login"
    assert open_ones - PUBLIC == set()


@pytest.mark.parametrize(
    ("who", "may_open"),
    [
        ("stranger", set()),
        ("other_clerk", {"call", "application_new", "union", "alliance"}),
        ("neighbour_officer", {"call", "union", "alliance"}),
        ("next_city", {"union"}),
    ],
)
def test_every_page_about_a_thing_is_closed_to_those_it_does_not_concern(
    client, world, who, may_open
):
    client.force_login(getattr(world.city, who))
    opened = {
        name
        for name, template, parameters in addresses()
        if "pk" in parameters and name not in PUBLIC
        for method in (client.get, client.post)
        if method(at(template, pk=about(world, template).pk)).status_code not in (403, 404, 405)
    }

    assert opened - may_open == set()


def test_every_page_about_a_thing_opens_to_somebody(client, world):
    """Lest a page be closed to strangers only because its address was never right."""
    city, shut = world.city, []
    insiders = [one for one in vars(city).values() if hasattr(one, "posts")] + city.experts
    for name, template, parameters in addresses():
        if parameters == ["pk"] and name not in PUBLIC | ELSEWHERE:
            address = at(template, pk=about(world, template).pk)
            if not any(seen(client, person, address) for person in insiders):
                shut.append(name)

    assert shut == []


def about(world, template: str):
    """The thing an address is about, told by its first word."""
    return world.things[template.split("/")[0]]


def seen(client, person, address: str) -> bool:
    client.force_login(person)
    answer = client.get(address)
    list(answer)  # to the end, for a paper is sent from its open file
    return answer.status_code != 404


def test_a_person_without_any_post_finds_nothing_on_the_lists(client, world):
    client.force_login(make_person())
    words = [str(thing) for thing in world.things.values()]
    shown = [
        (name, word)
        for name, template, parameters in addresses()
        if not parameters and name not in PUBLIC and not name.startswith(OWN)
        for word in words
        if word in client.get(at(template)).content.decode(errors="replace")
    ]

    assert shown == []
