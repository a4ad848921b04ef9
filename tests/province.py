"""Makes a province under Shandong's regulation: its unions, its people, a craftsman's studio."""

from datetime import date
from types import SimpleNamespace

from rules import edition
from rules.facts import Level
from rules.verdict import Force
from subsidies.models import Payment
from workshops.applications.amendments import Amendment
from workshops.studios.models import Leader, Outcome, Project, Studio
from workshops.titles.direct import drafted, enter
from workshops.titles.models import Title
from workshops.unions.models import Kind, Role

from .make import make_account
from .people import TODAY, make_person, make_union, moment

EDITION = edition("shandong", "circular-2018")
HERE = {"jurisdiction": "shandong"}
PLACE = {"roll_year": 2025, "roll_number": "工匠01", "roll_size": 20}
NUMBERS = {"document_number": "演省工〔2026〕1号", "plaque_number": "工匠-1"}


def make_province() -> SimpleNamespace:
    """An authority, two cities, an industry's union, a unit under the first city, their people."""
    authority = make_union(
        "演示省总工会", kind=Kind.AUTHORITY, level=Level.PROVINCE, document_prefix="演省工", **HERE
    )
    below = HERE | {"level": Level.PREFECTURE, "parent": authority}
    city = make_union("甲市总工会", kind=Kind.CITY, **below)
    other_city = make_union("乙市总工会", kind=Kind.CITY, **below)
    industry = make_union("演示省产业工会", kind=Kind.PROVINCIAL_INDUSTRY, **below)
    unit = make_union("演示船厂工会", parent=city, screening_union=city, **HERE)
    other_unit = make_union("演示铸造厂工会", parent=industry, screening_union=industry, **HERE)
    roles = (Role.REVIEW_OFFICE, Role.SECRETARY, Role.FINANCE_CLERK, Role.FINANCE_APPROVER)
    people = {role.value: make_person(role, union=authority) for role in roles}
    return SimpleNamespace(
        authority=authority,
        city=city,
        other_city=other_city,
        unit=unit,
        other_unit=other_unit,
        **people,
        clerk=make_person(Role.CLERK, union=unit),
        second_clerk=make_person(Role.CLERK, union=unit),
        other_clerk=make_person(Role.CLERK, union=other_unit),
        city_officer=make_person(Role.SCREENING_OFFICER, union=city),
        other_city_officer=make_person(Role.SCREENING_OFFICER, union=other_city),
        stranger=make_person(),
    )


def make_craft_studio(union, *, whole=True, title="演示工匠创新工作室") -> Studio:
    """A studio led by a craftsman of the roll; `whole` has all that article 5 asks."""
    there = {"has_venue": True, "equipment": "试验台", "dedicated_funds": True, "unit_pays": True}
    there |= {"legal_person": True, "research_body": False}
    studio = Studio.objects.create(
        unit_union=union, title=title, title_type="craftsman", **there if whole else {}
    )
    Leader.objects.create(studio=studio, full_name="齐工", roll="齐鲁工匠")
    for month in (5, 6, 7) if whole else ():
        Project.objects.create(studio=studio, title=f"课题{month}", begins_on=date(2025, month, 1))
        told = {"recognised_by": "协会", "recogniser_level": 4, "social_benefit": True}
        on = date(2025, month, 1)
        Outcome.objects.create(studio=studio, title=f"{month}", kind="method", on=on, **told)
    return studio


def judged(step: str) -> dict:
    """Every judgement the step asks of a person, found met."""
    asked = (one for one in EDITION.step(step).requires if one.force is Force.JUDGED)
    return {one.id: {"met": True, "by": "评审办", "remark": "已查看"} for one in asked}


def name_directly(place, studio=None, *, on=TODAY, **given) -> Title:
    """The title of a craftsman's studio named at once."""
    studio = studio or make_craft_studio(place.unit)
    title = drafted(studio, "name_directly", place.authority, EDITION, on)
    plain = PLACE | NUMBERS | {"leads_studio": True, "judgements": judged("name_directly")}
    return enter(
        title, "name_directly", plain | given, by=place.review_office, on=on, at=moment(on)
    )


def supervise(place, studio=None, *, on=TODAY, **given) -> Title:
    """The title of a studio that is still to be created under the city's eye."""
    studio = studio or make_craft_studio(place.unit, whole=False)
    title = drafted(studio, "supervise", place.authority, EDITION, on)
    plain = PLACE | {"leads_studio": False, "supervisor": place.city.title}
    return enter(title, "supervise", plain | given, by=place.review_office, on=on, at=moment(on))


def paid(place, title=None, *, on=TODAY, **fields) -> Payment:
    """The grant of a title, paid that day."""
    title = title or name_directly(place)
    due = title.schedule(on).instalment("base")
    plain = {"label": due.label, "amount_fen": due.amount_fen, "article": due.article}
    return Payment.objects.create(
        title=title,
        instalment="base",
        account=make_account(title.unit_union, place.clerk),
        prepared_by=place.finance_clerk,
        prepared_on=on,
        paid_on=on,
        state="paid",
        **plain | fields,
    )


def choose(place, key: str, value) -> None:
    """Another reading in force, for what begins from now on."""
    kept = {"prepared_by": place.secretary, "prepared_at": moment(), "reason": "统一口径"}
    here = {"authority": place.authority, "edition_key": EDITION.key}
    change = Amendment.objects.create(**here, **kept, activated_at=moment())
    change.settings.create(**here, key=key, value=value, in_force_from=moment())
