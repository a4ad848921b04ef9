"""Studios on their whole way to a title: by filing, each step by its hands, or from the roll."""

from decimal import Decimal

from django.forms.models import model_to_dict

from workshops.applications import actions as filing
from workshops.applications.call_forms import CallForm
from workshops.applications.calling import save_call, screening_unions
from workshops.applications.models import Application
from workshops.management.demo_city import PARTS
from workshops.publicity.actions import post_list
from workshops.records.actions import advance
from workshops.reviews import actions as scoring
from workshops.reviews.meeting import Motion, hold
from workshops.reviews.ranking import rank
from workshops.studios.models import Leader, Studio
from workshops.titles.actions import name_all
from workshops.titles.direct import drafted, enter, words_asked
from workshops.titles.naming import suggested_document_number, suggested_plaques, suggested_title
from workshops.unions.models import Role, TradeUnion

from .cast import Cast, Unplayable, excused, judged, paper

LINES = {"shortlist_line": 80, "pass_line": 60, "posting_days": 5}
EXPERTS = 3


def patterns(cast: Cast) -> tuple[list[Studio], list[Studio]]:
    """The studios of the demo that others are made after: those who file, those on a roll."""
    there = Studio.objects.filter(
        copy_of=None, unit_union__jurisdiction=cast.authority.jurisdiction
    )
    there = there.exclude(leaders=None).exclude(projects=None).order_by("pk")
    on_roll = direct_types(cast)
    direct = [one for one in there if one.title_type in on_roll]
    return [one for one in there if one.title_type not in on_roll], direct


def direct_types(cast: Cast) -> list[str]:
    """The types of studio the text names without a filing, in its order."""
    if cast.edition.step("name_directly") is None:
        return []
    return words_asked(cast.edition, "title_type")


def like(pattern: Studio, cast: Cast, place: int) -> Studio:
    """A studio of another unit and leader, with all that the pattern has."""
    leader, parts = (
        cast.name(),
        {name: list(model.objects.filter(studio=pattern)) for name, model in PARTS.items()},
    )
    own = model_to_dict(pattern, exclude=["id", "unit_union", "copy_of", "title"])
    unit = unit_like(pattern.unit_union, place)
    cast.holder(Role.CLERK, unit)
    studio = Studio.objects.create(unit_union=unit, title=f"{leader}创新工作室", **own)
    first = parts["leaders"][0].full_name
    for rows in parts.values():
        for row in rows:
            row.pk, row.studio = None, studio
            for name in ("full_name", "leader_name"):
                if getattr(row, name, None) == first:
                    setattr(row, name, leader)
            row.save(force_insert=True)
    return studio


def unit_like(pattern: TradeUnion, place: int) -> TradeUnion:
    """Another unit's union in the same seat."""
    unit = f"{pattern.unit}第{place}分部"
    own = {name: getattr(pattern, name) for name in ("kind", "level", "jurisdiction", "parent")}
    own |= {"screening_union": pattern.screening_union, "unit_kind": pattern.unit_kind}
    return TradeUnion.objects.create(title=f"{unit}工会", unit=unit, **own)


def opened(cast: Cast, studios: int) -> None:
    """The office types the lines of the call and opens it."""
    call, office = cast.call, cast.holder(Role.REVIEW_OFFICE)
    data = {**model_to_dict(call), **LINES, "target": studios}
    data["screeners"] = [union.pk for union in screening_unions(call.authority, call.edition)]
    form = CallForm(data, instance=call, unions=screening_unions(call.authority, call.edition))
    if not form.is_valid():
        raise Unplayable(f"申报批次不能保存：{form.errors.as_text()}")
    act = cast.when(3, 2)
    post = next(p for p in office.posts(act["on"]) if p.role == Role.REVIEW_OFFICE)
    save_call(form, by=office, at=act["at"], post=post)
    given = {"reasons": excused(cast.edition.step("open_call"))}
    advance(call, "open_call", by=office, given=given, **act)


def filed(cast: Cast, studio: Studio) -> Application:
    """A file with every paper the text asks for, handed in by the unit's clerk."""
    act = cast.when(3, 3)
    clerk = cast.holder(Role.CLERK, studio.unit_union)
    post = next(p for p in clerk.posts(act["on"]))
    file = filing.begin(cast.call, studio, by=clerk, post=post, **act)
    slots = [one.slot for one in cast.edition.materials if one.required]
    for slot in slots + (["consent"] if cast.edition.step("consent") else []):
        filing.add_papers(file, slot, [paper(slot)], by=clerk, at=act["at"], post=post)
    return file


def forward(cast: Cast, file: Application, name: str, act: dict, place: int) -> None:
    """One step as often as the text has it for this file, by whoever sits there."""
    rule, given = cast.edition.step(name), {"truthful": True, "consented_on": act["on"]}
    given |= {"judgements": judged(rule), "consent_signatory": "书记", "place": place}
    given["reasons"] = excused(rule)
    file.refresh_from_db()
    for _ in range(3):
        if file.state not in rule.sources:
            return
        union = TradeUnion.objects.get(pk=file.seated(rule.seat)[-1])
        advance(file, name, by=cast.holder(rule.role, union), given=given, **act)


def scored(cast: Cast, files: list[Application]) -> None:
    """Three experts fill in their sheets, each file a little different; then all are ranked."""
    act, office = cast.when(3, 10), cast.holder(Role.REVIEW_OFFICE)
    there = cast.authority.appointments.filter(role=Role.EXPERT).order_by("pk")
    experts = [post.person for post in there.select_related("person")[:EXPERTS]]
    criteria = list(cast.call.criteria.all())
    for place, file in enumerate(files):
        scoring.assign(file, [one.pk for one in experts], by=office, **act)
        for sheet in file.sheets.all():
            best, off = criteria[place % len(criteria)], Decimal(place % 7) / 2
            points = {c.pk: Decimal(c.full_marks) * 9 / 10 for c in criteria}
            points[best.pk] -= min(off, points[best.pk])
            scoring.fill(sheet, points, "成果扎实。", by=sheet.expert, **act)
            scoring.submit(sheet, by=sheet.expert, **act)
    rank(cast.call, by=office, **act)


def named(cast: Cast, studios: list[Studio]) -> list:
    """File, screen, review, decide, publish and name them, in one call."""
    opened(cast, len(studios))
    files, has = [filed(cast, one) for one in studios], cast.edition.step
    for name, day in (("submit", 4), ("consent", 5), ("recommend", 6), ("review", 9)):
        for place, file in enumerate(files if has(name) else (), start=1):
            forward(cast, file, name, cast.when(3, day), place)
    if cast.edition.is_scored:
        scored(cast, [Application.objects.get(pk=one.pk) for one in files])
    else:
        for place, file in enumerate(files if has("shortlist") else (), start=1):
            forward(cast, file, "shortlist", cast.when(3, 10), place)
    meeting(cast, files)
    return name_them(cast, files)


def meeting(cast: Cast, files: list[Application]) -> None:
    """The body decides on all of them, and the list is posted."""
    act = cast.when(3, 12)
    if decide := cast.edition.step("decide"):
        chosen = frozenset(one.pk for one in files)
        minutes = f"纪要〔{cast.year}〕7号"
        motion = Motion(act["on"], minutes, chosen, "", excused(decide))
        hold(cast.call, motion, by=cast.holder(decide.role), **act)
    if publicise := cast.edition.step("publicise"):
        told = {"title": "拟命名名单公示", "contact": "评审办公室"}
        post_list(cast.call, **told, by=cast.holder(publicise.role), **cast.when(3, 13))


def name_them(cast: Cast, files: list[Application]) -> list:
    """All in one decision, once the list has been on view."""
    act, call = cast.when(3, 27), cast.call
    fresh = list(
        Application.objects.filter(pk__in=[one.pk for one in files]).order_by("rank", "pk")
    )
    plaques = dict(zip(fresh, suggested_plaques(call, act["on"], len(fresh)), strict=True))
    composed = {one.pk: suggested_title(one, act["on"]) for one in fresh}
    given = {"document_number": suggested_document_number(call, act["on"])}
    by = cast.holder(cast.edition.step("name").role)
    return name_all(call, plaques, given, by=by, composed=composed, **act)


def confirmed(cast: Cast, title) -> None:
    """Where the text pays only what has proved itself, the office says that it has."""
    if rule := cast.edition.step("confirm_effect"):
        given = {"judgements": judged(rule)}
        advance(title, rule.name, by=cast.holder(rule.role), given=given, **cast.when(3, 31))


def named_directly(
    cast: Cast, type_: str, roll: str, number: int, pattern: Studio, first: int
) -> list:
    """So many studios of craftsmen of a roll, each named at once."""
    act, rule, titles = cast.when(3, 30), cast.edition.step("name_directly"), []
    for place in range(first, first + number):
        studio = like(pattern, cast, place)
        Studio.objects.filter(pk=studio.pk).update(title_type=type_)
        Leader.objects.filter(studio=studio).update(roll=roll)
        studio.refresh_from_db()
        given = {"roll_year": cast.year - 1, "roll_number": f"{roll}{place:02}"}
        given |= {"roll_size": 200, "leads_studio": True, "judgements": judged(rule)}
        given |= {"met_on": act["on"], "minutes_number": f"纪要〔{cast.year}〕8号"}
        given["document_number"] = f"{cast.authority.document_prefix}名〔{cast.year}〕{place}号"
        given["plaque_number"] = f"{roll}-{place:03}"
        title = drafted(studio, rule.name, cast.authority, cast.edition, act["on"])
        titles.append(enter(title, rule.name, given, by=cast.holder(rule.role), **act))
    return titles
