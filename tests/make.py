"""Makes what tests need, one plain function a thing: a call, a studio, a file on its way, money."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from rules import edition
from rules.facts import Level
from rules.verdict import Force
from subsidies.models import Account, Payment
from workshops.applications.amendments import Amendment, RuleSetting
from workshops.applications.calls import Adoption, Call, Criterion
from workshops.applications.models import Application
from workshops.publicity.models import Posting
from workshops.records.actions import advance
from workshops.records.attachments import keep
from workshops.records.models import CalendarDay
from workshops.reviews.models import Mark, ScoreSheet
from workshops.studios.models import EarlierTitle, Honour, Leader, Member, Outcome, Project, Studio
from workshops.titles.models import Title
from workshops.titles.years import Assessment

from .people import TODAY, make_city, make_person, make_union, moment, serial

__all__ = ["TODAY", "make_city", "make_person", "make_union", "moment"]

LAST_POSTING_DAY = date(2026, 3, 9)  # five working days after TODAY, the posting day not counted
NAMED_ON = date(2026, 3, 10)
EDITION = "revised-draft"
PDF = b"%PDF-1.4\n%%EOF\n"
HOLIDAYS = Path(__file__).parent.parent / "fixtures" / "holidays.csv"


def make_calendar() -> None:
    """The published holiday notices."""
    with HOLIDAYS.open(encoding="utf-8") as rows:
        CalendarDay.objects.bulk_create(
            (CalendarDay(**{**r, "is_off": r["is_off"] == "1"}) for r in csv.DictReader(rows)),
            ignore_conflicts=True,  # a fresh database has them already
        )


def make_call(city, **fields) -> Call:
    """An opened call of the city's authority, with a score sheet of 100 marks."""
    Adoption.objects.get_or_create(
        authority=city.authority, edition_key=EDITION, effective_on=date(2025, 1, 1)
    )
    plain = {
        "year": 2026,
        "opens_on": date(2026, 2, 1),
        "closes_on": date(2026, 4, 30),
        "target": 2,
        "shortlist_line": 80,
        "pass_line": 60,
        "posting_days": 5,
        "opened_on": date(2026, 2, 1),
    }
    call = Call.objects.create(authority=city.authority, edition_key=EDITION, **plain | fields)
    call.screeners.set([city.county, city.neighbour])
    for place, marks in enumerate((40, 60), start=1):
        Criterion.objects.create(call=call, place=place, title=f"项目{place}", full_marks=marks)
    return call


def make_reading(city, key, value, *, authority=None) -> RuleSetting:
    """A reading in force from now on, prepared by the administrator; the one before it ends."""
    authority = authority or city.authority
    before = RuleSetting.objects.in_force().filter(authority=authority, key=key)
    before.update(superseded_at=moment())
    keeper = {"prepared_by": city.administrator, "prepared_at": moment(), "reason": "统一口径"}
    change = Amendment.objects.create(
        authority=authority, edition_key=EDITION, activated_at=moment(), **keeper
    )
    return change.settings.create(
        authority=authority, edition_key=EDITION, key=key, value=value, in_force_from=moment()
    )


def make_studio(unit_union, **fields) -> Studio:
    """A studio that satisfies every condition Nanchang puts to its facts."""
    plain = {
        "title": f"演示创新工作室{next(serial)}",
        "has_venue": True,
        "equipment": "数控机床两台",
        "dedicated_funds": True,
        "unit_pays": True,
        "established_body": False,
        "funds_fen": 10_000_000,
    }
    studio = Studio.objects.create(unit_union=unit_union, **plain | fields)
    Leader.objects.create(studio=studio, full_name="张三")
    Honour.objects.create(
        studio=studio, leader_name="张三", kind="洪城工匠", level=Level.PREFECTURE
    )
    Member.objects.create(studio=studio, full_name="李四")
    Project.objects.create(studio=studio, title="节能改造", begins_on=date(2025, 9, 1))
    Outcome.objects.create(
        studio=studio,
        title="夹具专利",
        kind="patent",
        on=date(2025, 10, 1),
        recognised_by="国家知识产权局",
        economic_benefit=True,
    )
    EarlierTitle.objects.create(
        studio=studio,
        title="县级创新工作室",
        body="东湖演示县总工会",
        level=Level.COUNTY,
        on=date(2024, 5, 1),
    )
    return studio


def make_application(city, *, call=None, studio=None, materials=None) -> Application:
    """A draft with every paper the text requires; `materials` names other slots."""
    call = call or Call.objects.filter(authority=city.authority).first() or make_call(city)
    studio = studio or make_studio(city.unit)
    application = Application.objects.create(call=call, studio=studio)
    if materials is None:
        materials = [m.slot for m in call.edition.materials if m.required]
    for slot in materials:
        attach(application, slot, by=city.clerk)
    return application


def attach(subject, slot, *, by, filename="材料.pdf"):
    """A small PDF in that material slot."""
    return keep(subject, slot, SimpleUploadedFile(filename, PDF), by=by, at=moment())


def judgements(step: str, *, met=True) -> dict:
    """Every judgement the step asks of a person, all found alike."""
    asked = edition("nanchang", EDITION).step(step).requires
    judged = [requirement.id for requirement in asked if requirement.force is Force.JUDGED]
    return {id: {"met": met, "by": "初审员", "remark": "已查看材料"} for id in judged}


# On its way

PATH = (
    "draft",
    "submitted",
    "consented",
    "recommended",
    "in_review",
    "shortlisted",
    "decided",
    "in_publicity",
    "named",
)


def advanced_to(state: str, city=None, *, application=None) -> Application:
    """An application taken step by step, each by the person whose turn it is, to that state."""
    city = city or make_city()
    application = application or make_application(city)
    here = PATH.index(application.state)
    for wanted in PATH[here + 1 : PATH.index(state) + 1]:
        STEPS[wanted](city, application)
    return application


def step(application, name, by, *, on=TODAY, **given) -> None:
    """One step through the one door."""
    advance(application, name, by=by, on=on, at=moment(on), given=given)


def _submitted(city, application):
    step(application, "submit", city.clerk, truthful=True)


def _consented(city, application):
    attach(application, "consent", by=city.clerk)
    step(application, "consent", city.clerk, consented_on=TODAY, consent_signatory="王五")


def _recommended(city, application):
    found = judgements("recommend")
    step(application, "recommend", city.screening_officer, judgements=found)


def _in_review(city, application):
    step(application, "review", city.review_office)


def _shortlisted(city, application):
    for expert in city.experts:
        make_sheet(application, expert)
    Application.objects.filter(pk=application.pk).update(score=Decimal("90"), rank=1)
    step(application, "shortlist", city.review_office)


def _decided(city, application):
    met = {"met_on": TODAY, "minutes_number": "党组会纪要〔2026〕1号", "chosen": 1}
    step(application, "decide", city.secretary, **met)


def _in_publicity(city, application):
    make_posting(application)
    step(application, "publicise", city.review_office)


def _named(city, application):
    paper = {"document_number": "演工发〔2026〕1号", "plaque_number": f"{next(serial)}"}
    step(application, "name", city.review_office, on=NAMED_ON, **paper)


STEPS = {
    "submitted": _submitted,
    "consented": _consented,
    "recommended": _recommended,
    "in_review": _in_review,
    "shortlisted": _shortlisted,
    "decided": _decided,
    "in_publicity": _in_publicity,
    "named": _named,
}


def make_sheet(application, expert, *, points=(36, 54), submitted=True) -> ScoreSheet:
    """An expert's sheet; filled in and handed in unless said otherwise."""
    at = moment() if submitted else None
    sheet = ScoreSheet.objects.create(application=application, expert=expert, submitted_at=at)
    if submitted:
        for criterion, mark in zip(application.call.criteria.all(), points, strict=True):
            Mark.objects.create(sheet=sheet, criterion=criterion, points=mark)
    return sheet


def make_posting(*applications, **fields) -> Posting:
    """A public list from TODAY for five working days."""
    plain = {
        "call": applications[0].call,
        "title": "拟命名名单公示",
        "posted_on": TODAY,
        "last_day": LAST_POSTING_DAY,
        "other_last_day": date(2026, 3, 6),
        "working_days": 5,
    }
    posting = Posting.objects.create(**plain | fields)
    posting.applications.set(applications)
    return posting


def make_title(city=None, *, application=None, **fields) -> Title:
    """A title named in 2026 at the end of a whole path."""
    city = city or make_city()
    application = advanced_to("named", city, application=application)
    plain = {
        "studio": application.studio,
        "application": application,
        "authority": city.authority,
        "edition_key": EDITION,
        "title": application.edition.plaque,
        "named_on": NAMED_ON,
        "document_number": "演工发〔2026〕1号",
        "plaque_number": f"{next(serial)}",
    }
    return Title.objects.create(**plain | fields)


def assess(title, results: str) -> None:
    """Results of the second year on: P passed, F failed, any other sign no result."""
    for year, result in enumerate(results, start=title.named_on.year + 1):
        if result in "PF":
            score = {"P": 60, "F": 59}[result]
            Assessment.objects.create(
                title=title, year=year, score=score, pass_line=60, assessed_on=date(year, 11, 30)
            )


def make_account(union, by, **fields) -> Account:
    """The account in use of a union, in its own name."""
    plain = {"holder": union.title, "bank": "演示银行", "number": "6222000011112222"}
    plain |= dict.fromkeys(("confirmed_on", "effective_on"), date(2020, 1, 2))
    plain |= {"recorded_by": by, "recorded_at": moment()}
    return Account.objects.create(union=union, **plain | fields)


def make_payment(city=None, *, title=None, instalment="1", **fields) -> Payment:
    """An instalment prepared by the finance clerk and waiting for the approver."""
    city = city or make_city()
    title = title or make_title(city)
    due = title.schedule(NAMED_ON).instalment(instalment)
    plain = {
        "title": title,
        "instalment": instalment,
        "label": due.label,
        "amount_fen": due.amount_fen,
        "article": due.article,
        "prepared_by": city.finance_clerk,
        "prepared_on": NAMED_ON,
    }
    union = title.unit_union
    account = union.accounts.in_use(NAMED_ON).first() or make_account(union, city.clerk)
    return Payment.objects.create(account=account, **plain | fields)
