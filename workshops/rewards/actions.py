"""The acts of this room: recommended, won or not, rewarded, given, struck out."""

from dataclasses import replace
from datetime import date, datetime

from django.db import IntegrityError, transaction

from rules import money
from rules.base import Seat
from rules.clauses import Sort
from rules.facts import Facts
from rules.verdict import Conclusion, Verdict
from workshops.records.actions import record
from workshops.records.lifecycle import NotPermitted, NotPossible, Refused
from workshops.titles.duties import KEEPERS
from workshops.titles.lifecycle import HELD
from workshops.titles.models import Title
from workshops.unions.models import Appointment, Person

from .models import Benefit, Recommendation, Recorded, Result, Reward, Source, Whom
from .roster import roster

PURPOSE = "purpose"


class Twice(Exception):
    """The same is recorded already."""


def post_of(title: Title, person: Person, on: date, seats=()) -> Appointment | None:
    """The post in which this person records for their union, at one of these seats or any."""
    for seat in seats or Seat:
        unions = title.seated(seat)
        posts = (p for p in person.posts(on) if p.role == KEEPERS[seat] and p.union_id in unions)
        if post := next(posts, None):
            return post
    return None


def seat_of(title: Title, post: Appointment) -> Seat:
    """Where the union of this post sits for the title."""
    return next(seat for seat in Seat if KEEPERS[seat] == post.role)


def sorts_for(title: Title, key: str, post: Appointment) -> list[Sort]:
    """What this union records under that policy: all but what the text leaves to others."""
    policy, seat = title.edition.policy(key), seat_of(title, post)
    return [one for one in policy.sorts if not one.seats or seat in one.seats] if policy else []


def keeps(title: Title, key: str, person: Person, on: date) -> Appointment | None:
    """The post in which this person records something new under that policy."""
    if title.state not in HELD or title.base_id or title.edition.policy(key) is None:
        return None
    post = post_of(title, person, on)
    return post if post and sorts_for(title, key, post) else None


def barred(title: Title, whom: str, source: str, on: date) -> Verdict | None:
    """What the money rule of the text has against paying such a reward from a subsidy."""
    policy, rule = title.edition.policy("rewards"), title.edition.step("spend")
    word = policy and policy.spends.get("studio" if whom == Whom.STUDIO else "person")
    if source != Source.SUBSIDY or rule is None or not word:
        return None
    facts = Facts(on=on, purpose=word)
    own = [one for one in rule.requires if one.reads(facts) == {PURPOSE}]
    found = tuple(one.judge(facts, judging=False) for one in own)
    against = tuple(one for one in found if one.outcome is Conclusion.NOT_MET)
    verdict = replace(title.edition.judge(rule.name, facts), findings=against)
    return None if verdict else verdict


def _locked(title: Title, key: str, by: Person, on: date) -> tuple[Title, Appointment]:
    """The title under lock and the post; inside the transaction of the act."""
    fresh = Title.objects.select_for_update().get(pk=title.pk)
    if fresh.state not in HELD or fresh.edition.policy(key) is None:
        raise NotPossible(key)
    post = keeps(fresh, key, by, on)
    if post is None:
        raise NotPermitted(key)
    return fresh, post


def _sort(title: Title, key: str, code: str, post: Appointment) -> Sort:
    found = next((one for one in sorts_for(title, key, post) if one.code == code), None)
    if found is None:
        raise NotPermitted(key)
    return found


def _kept(row: Recorded) -> None:
    """Save it; the database lets the same stand once."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as twice:
        raise Twice(str(row)) from twice


def recommend(title: Title, given: dict, *, by: Person, on: date, at: datetime) -> Recommendation:
    """This union recommends the studio or somebody of it. NotPossible, NotPermitted, Twice."""
    with transaction.atomic():
        fresh, post = _locked(title, "honours", by, on)
        _sort(fresh, "honours", given["sort"], post)
        row = Recommendation(title=fresh, union=post.union, **given)
        _kept(row)
        record("登记推荐荣誉", fresh, by=by, at=at, post=post, after=words(row))
    return row


def conclude(row: Recommendation, given: dict, *, by: Person, on: date, at: datetime) -> None:
    """What came of it, told once; a title of a higher level joins the studio's earlier titles.

    NotPossible where it is told or struck out already, NotPermitted.
    """
    with transaction.atomic():
        fresh = Recommendation.objects.select_for_update().get(pk=row.pk)
        post = own_post(fresh, by, on)
        if post is None:
            raise NotPermitted("result")
        if fresh.result or not fresh.stands:
            raise NotPossible("result")
        for name, value in given.items():
            setattr(fresh, name, value)
        if fresh.result == Result.WON and is_upper(fresh):
            fresh.earlier_title = fresh.title.studio.earliertitles.create(
                title=fresh.honour,
                body=fresh.body,
                level=fresh.level,
                on=fresh.result_on,
                document_number=fresh.result_number,
            )
        fresh.save()
        record("登记推荐结果", fresh.title, by=by, at=at, post=post, after=words(fresh))


def is_upper(row: Recommendation) -> bool:
    """Whether it is for a title of a higher level, which once won counts in the next filing."""
    policy = row.title.edition.policy(row.policy)
    sort = policy and policy.sort(row.sort)
    return bool(sort and sort.upper and row.whom == Whom.STUDIO)


def reward(title: Title, given: dict, *, by: Person, on: date, at: datetime) -> Reward:
    """This union rewarded the studio or somebody of it.

    Raises Refused where the text bars it from the money named; NotPossible, NotPermitted, Twice.
    """
    with transaction.atomic():
        fresh, post = _locked(title, "rewards", by, on)
        _sort(fresh, "rewards", given["sort"], post)
        whom = Whom.MEMBER if given["full_name"] else Whom.STUDIO
        against = barred(fresh, whom, given["source"], on) if given["amount_fen"] else None
        if against is not None:
            raise Refused(against)
        row = Reward(title=fresh, union=post.union, **given)
        _kept(row)
        record("登记工会奖励", fresh, by=by, at=at, post=post, after=words(row))
    return row


def give(title: Title, people: list[str], given: dict, *, by, on: date, at) -> list[Benefit]:
    """This union gave these members so many days of something; all of them or none.

    NotPossible where one was not on the roster that day, NotPermitted, Twice.
    """
    with transaction.atomic():
        fresh, post = _locked(title, "benefits", by, on)
        _sort(fresh, "benefits", given["sort"], post)
        there = {one.name for one in roster(fresh, given["begins_on"])}
        if not people or set(people) - there or given["begins_on"] < fresh.named_on:
            raise NotPossible("benefits")
        rows = [Benefit(title=fresh, union=post.union, full_name=one, **given) for one in people]
        for row in rows:
            _kept(row)
            record("登记疗休养、考察和学习", fresh, by=by, at=at, post=post, after=words(row))
    return rows


def own_post(row: Recorded, person: Person, on: date) -> Appointment | None:
    """The post of the union that wrote it down, for its result or to strike it out."""
    posts = (p for p in person.posts(on) if p.union_id == row.union_id)
    return next((p for p in posts if p.role in KEEPERS.values()), None)


def strike(row: Recorded, why: str, *, by: Person, on: date, at: datetime) -> None:
    """Strike out what one's own union entered wrongly. NotPossible where it was, NotPermitted.

    What a recommendation brought to the studio's earlier titles goes with it.
    """
    with transaction.atomic():
        fresh = type(row).objects.select_for_update().get(pk=row.pk)
        post = own_post(fresh, by, on)
        if post is None:
            raise NotPermitted("strike")
        if not fresh.stands:
            raise NotPossible("strike")
        fresh.struck_on, fresh.struck_why = on, why
        brought = getattr(fresh, "earlier_title", None)
        if brought:
            fresh.earlier_title = None
        fresh.save()
        if brought:
            brought.delete()
        act = f"冲销{fresh._meta.verbose_name}"
        record(act, fresh.title, by=by, at=at, post=post, before=words(fresh), why=why)


def words(row: Recorded) -> dict:
    """A row as the history keeps it."""
    said = {"kind": row.label, "whose": row.whose}
    if isinstance(row, Recommendation):
        said |= {"honour": row.honour, "recommended_on": row.recommended_on.isoformat()}
        said |= {"result": row.get_result_display()} if row.result else {}
    elif isinstance(row, Reward):
        said |= {"what": row.what, "rewarded_on": row.given_on.isoformat()}
        if row.amount_fen:
            said |= {"amount": f"{money.figures(row.amount_fen)}元"}
            said |= {"source": row.get_source_display()}
    elif isinstance(row, Benefit):
        said |= {"begins_on": row.begins_on.isoformat(), "days": f"{row.days}天"}
    return said
