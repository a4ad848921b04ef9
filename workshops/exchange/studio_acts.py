"""What is written down for a studio: whom to call, exchange, outcomes put to use, what is shown."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Model

from workshops.records.actions import record
from workshops.records.attachments import keep
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.studios.models import Outcome, Studio
from workshops.titles.lifecycle import HELD

from .alliance_acts import Unrecordable
from .models import Alliance, Exchange, Liaison
from .offers import (
    EXCHANGE,
    SHOWCASE,
    TRANSFER,
    leading_post,
    near_post,
    refuse_unoffered,
    unit_post,
    withdrawing_post,
)
from .showcases import CONSENT, Showcase
from .transfers import HANDED_OVER, PROOF, Transfer

EVIDENCE = "exchange"  # the slot in which photographs of an occasion lie
REPLACED = "换用新的文字，另行取得同意"


def _own(post, by, at) -> dict:
    return {"union": post.union, "person": by, "recorded_at": at}


def _already(rows, given: dict, by) -> Model | None:
    """What the same slip brought before, as by two taps."""
    return rows.filter(slip=given["slip"], person=by).first()


# Whom to call


def appoint(studio: Studio, given: dict, *, by, on, at) -> Liaison:
    """Write down whom to call from a day on; the one before ends the day before."""
    refuse_unoffered(studio, EXCHANGE)
    post = unit_post(studio, by, on)
    if post is None:
        raise NotPermitted("appoint")
    with transaction.atomic():
        Studio.objects.select_for_update().get(pk=studio.pk)
        if known := _already(studio.liaisons, given, by):
            return known
        former = studio.liaisons.standing().first()
        if former:
            if given["from_on"] < former.from_on:
                raise Unrecordable("开始日期不能早于现任联络人的开始日期。")
            former.until_on = max(former.from_on, given["from_on"] - timedelta(days=1))
            former.save()
        made = studio.liaisons.create(**_own(post, by, at), **given)
        before = {"full_name": former.full_name} if former else None
        after = {"full_name": made.full_name}
        record("登记联络人", studio, by=by, post=post, at=at, before=before, after=after)
    return made


def dismiss(studio: Studio, until_on: date, *, by, on, at) -> None:
    """End the liaison without another. NotPermitted, NotPossible, Unrecordable."""
    post = unit_post(studio, by, on)
    if post is None:
        raise NotPermitted("dismiss")
    with transaction.atomic():
        Studio.objects.select_for_update().get(pk=studio.pk)
        current = studio.liaisons.standing().first()
        if current is None:
            raise NotPossible("dismiss")
        if not current.from_on <= until_on <= on:
            raise Unrecordable("截止日期须在开始日期以后，且不能晚于今天。")
        current.until_on = until_on
        current.save()
        before = {"full_name": current.full_name}
        record("结束联络人", studio, by=by, post=post, at=at, before=before)


# Exchange


def write_exchange(about: Studio | Alliance, given: dict, papers=(), *, by, on, at) -> Exchange:
    """Write one occasion down, of a studio or of an alliance. NotPermitted, Unrecordable."""
    of_studio = isinstance(about, Studio)
    if of_studio:
        refuse_unoffered(about, EXCHANGE)
    post = near_post(about, by, on) if of_studio else leading_post(about, by, on)
    if post is None:
        raise NotPermitted("write_exchange")
    if not of_studio and given["happened_on"] < about.founded_on:
        raise Unrecordable("日期在联盟成立以前，请核对。")
    with transaction.atomic():
        type(about).objects.select_for_update().get(pk=about.pk)
        if known := _already(about.exchanges, given, by):
            return known
        row = about.exchanges.create(**_own(post, by, at), **given)
        after = {"title": row.title}
        record("登记交流", about, by=by, post=post, at=at, after=after)
        for paper in papers:
            keep(row, EVIDENCE, paper, by=by, post=post, at=at)
    return row


def strike_exchange(row: Exchange, why: str, *, by, on, at) -> None:
    """Strike out what was written wrongly; it stays to be read. NotPermitted, NotPossible."""
    about = row.studio or row.alliance
    post = near_post(about, by, on) if row.studio_id else leading_post(about, by, on)
    _struck(row, about, "冲销交流记录", why, post=post, by=by, at=at)


def _struck(row, about, act: str, why: str, *, post, by, at) -> None:
    if post is None:
        raise NotPermitted(act)
    with transaction.atomic():
        locked = type(row).objects.select_for_update().get(pk=row.pk)
        if locked.struck_at:
            raise NotPossible(act)
        locked.struck_at, locked.struck_why = at, why
        locked.save()
        record(act, about, by=by, post=post, at=at, before={"title": str(row)}, why=why)


# Outcomes put to use


def write_transfer(outcome: Outcome, given: dict, papers=(), *, by, on, at) -> Transfer:
    """Write down what became of an outcome, as it is told. NotPermitted, Unrecordable."""
    studio = outcome.studio
    refuse_unoffered(studio, TRANSFER)
    post = unit_post(studio, by, on)
    if post is None:
        raise NotPermitted("write_transfer")
    if given["status"] in HANDED_OVER and not given["receiver"]:
        raise Unrecordable("请写明应用或受让的单位；本单位自己应用的，写本单位。")
    with transaction.atomic():
        Studio.objects.select_for_update().get(pk=studio.pk)
        if known := _already(studio.transfers, given, by):
            return known
        about = {"outcome": outcome, "outcome_title": outcome.title, "outcome_kind": outcome.kind}
        row = studio.transfers.create(**_own(post, by, at), **about, **given)
        after = {"title": row.outcome_title, "result": row.get_status_display()}
        record("登记成果转化", studio, by=by, post=post, at=at, after=after)
        for paper in papers:
            keep(row, PROOF, paper, by=by, post=post, at=at)
    return row


def strike_transfer(row: Transfer, why: str, *, by, on, at) -> None:
    """Strike a record out; the one before it says again where the outcome is."""
    post = unit_post(row.studio, by, on)
    _struck(row, row.studio, "冲销成果转化记录", why, post=post, by=by, at=at)


# What is shown


def publish(studio: Studio, given: dict, papers=(), *, by, on, at) -> Showcase:
    """Show a text in public, with the consent to these words; one shown before goes at once."""
    refuse_unoffered(studio, SHOWCASE)
    post = unit_post(studio, by, on)
    if post is None:
        raise NotPermitted("publish")
    if not studio.titles.filter(state__in=HELD, named_on__isnull=False).exists():
        raise Unrecordable("称号有效的工作室才能公开展示。")
    if not (papers or given["paper_kept"]):
        raise Unrecordable("请上传书面同意，或者确认书面同意已存本单位备查。")
    with transaction.atomic():
        Studio.objects.select_for_update().get(pk=studio.pk)
        if known := _already(studio.showcases, given, by):
            return known
        if shown := studio.showcases.standing().first():
            _taken_down(shown, REPLACED, by=by, at=at)
        row = studio.showcases.create(**_own(post, by, at), **given)
        after = {"title": row.headline, "同意人": f"{row.leader_name}、{row.unit_signatory}"}
        record("公开展示", studio, by=by, post=post, at=at, after=after)
        for paper in papers:
            keep(row, CONSENT, paper, by=by, post=post, at=at)
    return row


def _taken_down(row: Showcase, why: str, *, by, at) -> None:
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_why = at, by, why
    row.save()


def withdraw_consent(studio: Studio, why: str, *, by, on, at) -> None:
    """Take the text down at once; no reason is needed. NotPermitted, NotPossible."""
    post = withdrawing_post(studio, by, on)
    if post is None:
        raise NotPermitted("withdraw_consent")
    with transaction.atomic():
        Studio.objects.select_for_update().get(pk=studio.pk)
        shown = studio.showcases.standing().first()
        if shown is None:
            raise NotPossible("withdraw_consent")
        _taken_down(shown, why, by=by, at=at)
        before = {"title": shown.headline}
        record("撤回展示同意", studio, by=by, post=post, at=at, before=before, why=why)
