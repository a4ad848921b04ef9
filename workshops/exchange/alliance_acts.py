"""What is done to an alliance: founded, joined, left, led, ended; each stands in the history."""

from datetime import date

from django.db import transaction

from workshops.records.actions import record
from workshops.records.attachments import keep
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.studios.models import Studio
from workshops.titles.lifecycle import HELD
from workshops.titles.models import Title
from workshops.unions.models import TradeUnion

from .models import Alliance, Membership
from .offers import founding_post, keeping_post, leaving_post

FOUNDING = "founding"  # the slot in which the founding document lies
ENDED = "这个联盟已经结束，不能再办理。"


class Unrecordable(Exception):
    """It cannot be recorded so; says why and what to do."""


def found_alliance(given: dict, papers=(), *, by, on: date, at) -> Alliance:
    """Found an alliance in the office that the text names; the same slip twice is one alliance.

    Raises NotPermitted, Unrecordable.
    """
    post = founding_post(by, on)
    if post is None:
        raise NotPermitted("found_alliance")
    with transaction.atomic():
        authority = TradeUnion.objects.select_for_update().get(pk=post.union.authority.pk)
        known = Alliance.objects.filter(slip=given["slip"], person=by).first()
        if known:
            return known
        there = authority.alliances.filter(title=given["title"], ended_on=None)
        if there.exists():
            raise Unrecordable("已有同名的联盟，请换一个名称。")
        own = {"authority": authority, "union": post.union, "person": by, "recorded_at": at}
        alliance = Alliance.objects.create(**own, **given)
        after = {"title": alliance.title, "document_number": alliance.document_number}
        record("成立工作室联盟", alliance, by=by, post=post, at=at, after=after)
        for paper in papers:
            keep(alliance, FOUNDING, paper, by=by, post=post, at=at)
    return alliance


def eligible(alliance: Alliance):
    """The studios that may join: named by the authority and holding the title, not yet members."""
    held = Title.objects.filter(authority=alliance.authority_id, state__in=HELD)
    there = alliance.memberships.filter(left_on=None).values("studio")
    named = Studio.objects.filter(pk__in=held.filter(named_on__isnull=False).values("studio"))
    return named.exclude(pk__in=there)


def join(alliance: Alliance, studio: Studio, given: dict, *, by, on, at) -> Membership:
    """Take a studio in. Raises NotPermitted, NotPossible once it ended, Unrecordable."""
    post = keeping_post(alliance, by, on)
    if post is None:
        raise NotPermitted("join")
    with transaction.atomic():
        locked = _open(alliance)
        known = locked.memberships.filter(slip=given["slip"], person=by).first()
        if known:
            return known
        if not locked.founded_on <= given["joined_on"] <= on:
            raise Unrecordable("加入日期须在联盟成立以后，且不能晚于今天。")
        if not eligible(locked).filter(pk=studio.pk).exists():
            raise Unrecordable("这个工作室已经在联盟里，或者没有有效的称号。")
        own = {"union": post.union, "person": by, "recorded_at": at}
        member = locked.memberships.create(studio=studio, **own, **given)
        after = {"studio": studio.title, "joined_on": given["joined_on"]}
        record("工作室加入联盟", locked, by=by, post=post, at=at, after=after)
    return member


def _open(alliance: Alliance) -> Alliance:
    locked = Alliance.objects.select_for_update().get(pk=alliance.pk)
    if locked.ended_on:
        raise NotPossible("alliance")
    return locked


def leave(member: Membership, left_on: date, why: str, *, by, on, at) -> None:
    """Write down that a studio left; the row stays. NotPermitted, NotPossible, Unrecordable."""
    post = leaving_post(member.studio, member.alliance, by, on)
    if post is None:
        raise NotPermitted("leave")
    with transaction.atomic():
        alliance = _open(member.alliance)
        locked = Membership.objects.select_for_update().get(pk=member.pk)
        if locked.left_on:
            raise NotPossible("leave")
        if not locked.joined_on <= left_on <= on:
            raise Unrecordable("退出日期须在加入以后，且不能晚于今天。")
        locked.left_on, locked.left_why = left_on, why
        locked.save()
        if alliance.leading_id == locked.studio_id:
            alliance.leading = None
            alliance.save()
        after = {"studio": locked.studio.title, "left_on": left_on}
        record("工作室退出联盟", alliance, by=by, post=post, at=at, after=after, why=why)


def lead(alliance: Alliance, studio: Studio, *, by, on, at) -> None:
    """Let a member lead from now on. NotPermitted, NotPossible, Unrecordable."""
    post = keeping_post(alliance, by, on)
    if post is None:
        raise NotPermitted("lead")
    with transaction.atomic():
        locked = _open(alliance)
        if not locked.memberships.filter(studio=studio, left_on=None).exists():
            raise Unrecordable("牵头的须是联盟现有的成员，请先登记加入。")
        before = {"studio": locked.leading.title if locked.leading else ""}
        if locked.leading_id != studio.pk:
            locked.leading = studio
            locked.save()
            after = {"studio": studio.title}
            act = "确定联盟牵头工作室"
            record(act, locked, by=by, post=post, at=at, before=before, after=after)


def end(alliance: Alliance, ended_on: date, why: str, *, by, on, at) -> None:
    """End an alliance; its members and what they did stay to be read."""
    post = keeping_post(alliance, by, on)
    if post is None:
        raise NotPermitted("end")
    with transaction.atomic():
        locked = _open(alliance)
        joined = [one.joined_on for one in locked.memberships.filter(left_on=None)]
        if not max([locked.founded_on, *joined]) <= ended_on <= on:
            raise Unrecordable("结束日期须在成立和成员加入以后，且不能晚于今天。")
        locked.ended_on, locked.ended_why = ended_on, why
        locked.save()
        after = {"ended_on": ended_on}
        record("结束工作室联盟", locked, by=by, post=post, at=at, after=after, why=why)
