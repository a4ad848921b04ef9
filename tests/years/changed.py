"""What changes of a named studio: its leader by the road of its text, its name, a retirement."""

from datetime import date, timedelta

from rules.verdict import Force
from tests.make import attach, make_sheet
from tests.people import moment
from workshops.applications.models import Application
from workshops.publicity.actions import post_list
from workshops.records.actions import advance
from workshops.reviews.ranking import rank
from workshops.titles.changes import (
    Unchangeable,
    answer,
    apply_for_leader,
    composed_anew,
    report,
    step_of,
)
from workshops.titles.changing import Change, Kind
from workshops.unions.models import Role, TradeUnion

from .town import holder_of

__all__ = ["Unchangeable", "take"]
BEFORE_IT_IS_POSTED = ("submit", "consent", "recommend", "review", "shortlist", "decide")
MET_ON = {"minutes_number": "纪要〔2026〕9号"}


def take(title, line: dict, on: date) -> None:
    """What the line says of a change: applied for, agreed to, or reported and answered at once."""
    match line["change"]:
        case "申请更换领衔人":
            applied(title, line["to"], on)
        case "同意更换领衔人":
            agreed(title, on)
        case other:
            reported(title, other, line, on)


# Through the whole procedure


def applied(title, name: str, on: date) -> None:
    """The unit applies, and everybody takes the steps of the text until the list is posted."""
    clerk = holder_of(title.unit_union, Role.CLERK)
    file = apply_for_leader(title, by=clerk, on=on, at=moment(on))
    for material in [*file.edition.materials, *consent(file.edition)]:
        attach(file, getattr(material, "slot", material), by=clerk)
    keep_up(file.copy, name, on)
    for step in BEFORE_IT_IS_POSTED:
        if rule := file.edition.step(step):
            forward(Application.objects.get(pk=file.pk), rule, on)
    office = holder_of(title.authority, Role.REVIEW_OFFICE)
    told = {"title": "拟更换领衔人的公示", "contact": "评审办公室", "by": office, "on": on}
    post_list(file.call, alone=Application.objects.get(pk=file.pk), at=moment(on), **told)


def consent(edition) -> list[str]:
    return ["consent"] if edition.step("consent") else []


def keep_up(copy, name: str, on: date) -> None:
    """Another leads in the copy; what the studio did of late is written down."""
    copy.leaders.update(full_name=name)
    copy.honours.update(leader_name=name)
    copy.projects.update(begins_on=on - timedelta(days=100), ends_on=None)
    for number, outcome in enumerate(copy.outcomes.order_by("pk")):
        outcome.on = on - timedelta(days=30 + 365 * number)
        outcome.save()


def forward(file: Application, rule, on: date) -> None:
    """One step by whoever takes it, everything found met."""
    authority, at = file.call.authority, {"on": on, "at": moment(on)}
    if rule.name == "shortlist" and file.edition.is_scored:
        scored(file, authority, on)
        return
    union = TradeUnion.objects.get(pk=file.seated(rule.seat)[-1])
    judged = [one.id for one in rule.requires if one.force is Force.JUDGED]
    given = {"judgements": {key: {"met": True, "by": "演示审查员"} for key in judged}}
    given |= {"truthful": True, "met_on": on, "consented_on": on, "consent_signatory": "书记"}
    advance(file, rule.name, by=holder_of(union, rule.role), given=given | MET_ON, **at)


def scored(file: Application, authority, on: date) -> None:
    """Ninety of a hundred marks from every expert."""
    criteria = file.call.criteria.all()
    points = tuple(one.full_marks * 9 // 10 for one in criteria)
    for place in range(3):
        expert = holder_of(authority, Role.EXPERT) if place == 0 else another(authority, place)
        make_sheet(file, expert, points=points)
    office = holder_of(authority, Role.REVIEW_OFFICE)
    rank(file.call, by=office, on=on, at=moment(on), alone=file)


def another(authority, place: int):
    """One more expert of the authority."""
    return authority.appointments.filter(role=Role.EXPERT).order_by("pk")[place].person


def agreed(title, on: date) -> None:
    """The decision on the new leader, once the list has been on view."""
    file = title.leader_changes.latest("pk")
    rule = file.edition.step("name")
    by = holder_of(title.authority, rule.role)
    paper = {"document_number": f"更字〔{on.year}〕1号", "plaque_number": title.plaque_number}
    advance(file, "name", by=by, on=on, at=moment(on), given=paper)


# Reported


def reported(title, label: str, line: dict, on: date) -> None:
    """Reported by the unit; what the authority has to answer it answers the same day."""
    kind, clerk = (
        Kind(dict(map(reversed, Kind.choices))[label]),
        holder_of(title.unit_union, "clerk"),
    )
    told = {"happened_on": on, "reason": "见所附文件。", "after": line["to"]}
    told["details"] = DETAILS[kind](title, line)
    change = report(title, kind, told, by=clerk, on=on, at=moment(on))
    if change.outcome:
        return
    fresh, office = Change.objects.get(pk=change.pk), holder_of(title.authority, "review_office")
    answer(fresh, True, "同意。", said(fresh, on), by=office, on=on, at=moment(on))


def said(change: Change, on: date) -> dict:
    """What the step that answers the report is told, where the text has one."""
    rule = step_of(change)
    given = {"reason": "照新名称调整。", "document_number": f"更字〔{on.year}〕2号"}
    if rule and "composed_title" in rule.facts:
        given["composed_title"] = composed_anew(change, on)
    return given


def of_leader(title, line: dict) -> dict:
    former = title.studio.leaders.first().full_name
    honour = {"kind": "劳动模范（虚构）", "family": "model_worker", "level": 4, "on": None}
    leader = {"full_name": line["to"], "position": "主管", "skill": 4}
    return {"former": former, "leader": leader, "honours": [honour | {"body": "虚构机关"}]}


DETAILS = {
    Kind.LEADER: of_leader,
    Kind.UNIT: lambda title, line: {"unit": line["to"], "title": f"{line['to']}工会"},
    Kind.JOINED: lambda title, line: {"full_name": line["to"], "specialty": "", "duty": ""},
    Kind.RETIRES: lambda title, line: {
        "leader": title.studio.leaders.first().pk,
        "retires_on": line["day"].isoformat(),
    },
}
