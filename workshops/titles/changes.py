"""The acts by which a named studio changes: applied for, reported and answered, put on record."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from rules.facts import Facts
from rules.roads import Road
from workshops.applications.lifecycle import LIVE
from workshops.applications.models import Application
from workshops.records.actions import advance, record
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.studios.copying import copied, leading
from workshops.studios.filing import filing_of, known, row_of
from workshops.studios.models import Honour, Leader
from workshops.unions.models import Appointment, Person, Role, TradeUnion

from .changing import ANSWERED, PAPER, Change, Kind, Outcome, called
from .models import Title


class Unchangeable(Exception):
    """The change cannot be begun now; the sentence says why and what to do."""


def reporting_post(title: Title, person: Person, on: date) -> Appointment | None:
    """The post in which this person speaks for the studio's unit, or None."""
    unit = title.studio.unit_union_id
    return next((p for p in person.posts(on) if p.role == Role.CLERK and p.union_id == unit), None)


def answering_post(title: Title, person: Person, on: date) -> Appointment | None:
    """The post in which this person answers reports of changes, or None."""
    posts = (p for p in person.posts(on) if p.role == Role.REVIEW_OFFICE)
    return next((p for p in posts if p.union_id == title.authority_id), None)


# Another leader, through the whole procedure


def under_way(title: Title) -> Application | None:
    """The application for another leader that is on its way, if any."""
    return title.leader_changes.filter(state__in=LIVE).order_by("pk").first()


def call_for(title: Title, on: date):
    """The call another leader is applied for in: the one of the naming, or one now open."""
    if title.road(on) is Road.APART:
        return title.application.call
    calls = title.authority.calls.filter(opened_on__isnull=False)
    return calls.filter(opens_on__lte=on, closes_on__gte=on).order_by("-year").first()


def why_not_led_anew(title: Title, on: date) -> str:
    """Why no application for another leader can begin now; empty where it can."""
    if not title.is_held:
        return "称号已经终止，不能更换领衔人。"
    if title.application is None or call_for(title, on) is None:
        return "现在没有开放的申报批次；按选定的读法，更换领衔人要在申报时间内提出。"
    if under_way(title):
        return "已有一件更换领衔人的申请正在办理，请打开它继续。"
    return ""


def apply_for_leader(title: Title, *, by: Person, on: date, at: datetime) -> Application:
    """Begin the application for another leader; the studio and the title stay as they are.

    Raises NotPermitted, or Unchangeable with the reason.
    """
    post = reporting_post(title, by, on)
    if post is None or not title.road(on).is_procedure:
        raise NotPermitted("leader_change")
    with transaction.atomic():
        locked = Title.objects.select_for_update().get(pk=title.pk)
        if why := why_not_led_anew(locked, on):
            raise Unchangeable(why)
        call, copy = call_for(locked, on), copied(locked.studio)
        plain = {"call": call, "studio": locked.studio, "of_title": locked, "copy": copy}
        file = Application.objects.create(**plain)
        record("开始填写更换领衔人的申请", file, by=by, at=at, post=post)
        record("申请更换领衔人", locked, by=by, at=at, post=post)
    return file


# Reported to the authority and answered by it


def report(title: Title, kind: Kind, told: dict, *, by: Person, on: date, at: datetime) -> Change:
    """Report a change with its reason; `told` holds the fields of the change and its `details`.

    What nobody has to answer is put on record at once. Raises NotPermitted or Unchangeable.
    """
    post = reporting_post(title, by, on)
    if post is None:
        raise NotPermitted("report")
    with transaction.atomic():
        locked = Title.objects.select_for_update().get(pk=title.pk)
        if not locked.is_held:
            raise Unchangeable("称号已经终止，不再登记变更。")
        change = Change(title=locked, kind=kind, reported_by=by, reported_on=on, **told)
        change.before = change.before or before(locked, kind)
        if kind not in ANSWERED:
            change.outcome, change.answered_on = Outcome.ACCEPTED, on
        try:
            change.save()
        except IntegrityError as twice:
            raise Unchangeable("已有一件同类的变更报告没有处理，请等处理后再报。") from twice
        if kind not in ANSWERED:
            put_in_force(change)
        act = f"{'报告' if kind in ANSWERED else '登记'}{called(kind, locked.edition)}"
        record(act, locked, by=by, at=at, post=post, why=change.reason, **changed(change))
    return change


def changed(change: Change) -> dict:
    """A change as the history keeps it."""
    label = change.label
    return {"before": {label: change.before}, "after": {label: change.after}}


def before(title: Title, kind: Kind) -> str:
    """How the studio stood before such a change."""
    union = title.unit_union
    if kind == Kind.LEADER:
        return leading(title.studio.leaders.order_by("pk"))
    if kind == Kind.UNIT:
        return f"{union.unit}（{union.title}）"
    return union.parent.title if kind == Kind.AFFILIATION and union.parent else ""


def put_in_force(change: Change) -> None:
    """Let the studio and its unit be as the change says."""
    studio, told = change.title.studio, change.details
    if change.kind == Kind.LEADER:
        studio.leaders.filter(full_name=told["former"]).delete()
        studio.honours.filter(leader_name=told["former"]).delete()
        Leader.objects.create(studio=studio, **told["leader"])
        for honour in told["honours"]:
            Honour.objects.create(studio=studio, leader_name=change.after, **honour)
        studio.members.filter(full_name=change.after).delete()
    elif change.kind in (Kind.UNIT, Kind.AFFILIATION):
        TradeUnion.objects.filter(pk=studio.unit_union_id).update(**told)
    elif change.kind == Kind.JOINED:
        studio.members.create(**told)
    elif change.kind == Kind.LEFT:
        studio.members.filter(pk=told["member"]).delete()
    elif change.kind == Kind.RETIRES:
        studio.leaders.filter(pk=told["leader"]).update(retires_on=told["retires_on"])


def composed_anew(change: Change, on: date) -> str:
    """The name the text composes for the title once the reported leader leads."""
    title, told = change.title, change.details
    content, new = filing_of(title.studio), row_of(Leader(**told["leader"]))
    own = [honour | {"leader_name": new["full_name"]} for honour in told["honours"]]
    content["honours"] += own
    former = told["former"]
    content["leaders"] = [new if r["full_name"] == former else r for r in content["leaders"]]
    said = known(content)
    facts = Facts(on=on, leaders=said["leaders"], direction=said["direction"])
    return title.edition.compose(facts) if title.edition.compose else title.title


STEPS = {Kind.LEADER: "retitle", Kind.UNIT: "adjust", Kind.AFFILIATION: "adjust"}


def step_of(change: Change):
    """The step by which the text lets the authority answer such a report, if it has one."""
    return change.title.edition.step(STEPS[change.kind])


def answer(
    change: Change, accepted: bool, said: str, given: dict, *, by: Person, on: date, at: datetime
) -> None:
    """Answer a report: put it in force, by the step the text has for it, or decline it.

    Raises NotPermitted, NotPossible where it is answered already, or Refused.
    """
    with transaction.atomic():
        fresh = Change.objects.select_for_update().get(pk=change.pk)
        title = Title.objects.select_for_update().get(pk=fresh.title_id)
        post, rule = answering_post(title, by, on), step_of(fresh)
        if post is None:
            raise NotPermitted("answer")
        if fresh.outcome or not title.is_held:
            raise NotPossible("answer")
        fresh.outcome = Outcome.ACCEPTED if accepted else Outcome.DECLINED
        fresh.answer, fresh.answered_by, fresh.answered_on = said, by, on
        if accepted:
            put_in_force(fresh)
            _agreed(title, fresh, rule, given, by=by, on=on, at=at)
        fresh.save()
        label = f"{Outcome(fresh.outcome).label}：{fresh.label}"
        record(label, title, by=by, at=at, post=post, why=said, **changed(fresh))


def _agreed(title: Title, change: Change, rule, given: dict, *, by, on, at) -> None:
    """The step that answers the report, and what another leader brings to the title."""
    if change.kind == Kind.LEADER and rule:
        plain = {"before": change.before, "after": change.after, "way": "经所在单位工会报告"}
        given = given | {PAPER: title.says(rule.article, on, given, **plain)}
    decision = advance(title, rule.name, by=by, on=on, at=at, given=given) if rule else None
    if change.kind == Kind.LEADER:
        title.led_anew(change, on, given.get("composed_title", ""))
        if decision:
            title.write_paper(decision)
