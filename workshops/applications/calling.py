"""Preparing a call: taking up a text, its lines, its criteria, a longer window."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from rules.base import Edition, NotInForce
from rules.facts import Facts
from workshops.records.actions import record
from workshops.studios.actions import differences, spoken
from workshops.unions.models import Kind, TradeUnion

from .calls import Adoption, Call


def edition_for(authority: TradeUnion, *, on: date) -> Edition:
    """The edition a new call would rest on: the one in force, or the newest not yet taken up."""
    adopted = dict(authority.adoptions.values_list("edition_key", "effective_on"))
    regulation = authority.regulation
    try:
        return regulation.edition(on, adopted=adopted)
    except NotInForce:
        return regulation.editions[-1]


def article_on_effect(edition: Edition) -> tuple[str, str]:
    """The provision by which a call cannot open without a day of effect: article and words."""
    nothing = Facts(on=date.min)
    for requirement in edition.step("open_call").requires:
        if "effective_on" in requirement.reads(nothing):
            return requirement.article, requirement.asks
    return "", ""


def least_posting_days(edition: Edition) -> int | None:
    """The shortest publicity this edition lets through, found by asking it."""
    if edition.step("publicise") is None:
        return None
    lengths = range(1, 31)
    facts = (Facts(on=date.min, posting_days=days) for days in lengths)
    allowed = (f.posting_days for f in facts if edition.judge("publicise", f))
    return next(allowed, None)


def screening_unions(authority: TradeUnion, edition: Edition) -> list[TradeUnion]:
    """The unions under this authority of the classes the edition lets recommend, by class."""
    kinds = list(edition.screeners)
    below = TradeUnion.objects.filter(jurisdiction=authority.jurisdiction, kind__in=kinds)
    found = [
        union
        for union in below.select_related("parent__parent__parent")
        if _under(union, authority)
    ]
    return sorted(found, key=lambda union: (kinds.index(union.kind), union.pk))


def _under(union: TradeUnion, authority: TradeUnion) -> bool:
    while union and union.pk != authority.pk:
        union = union.parent
    return union is not None


def adopt(authority: TradeUnion, edition: Edition, form, *, by, at, post) -> Adoption:
    """Type in what the text lacks, once; ValidationError when it is already there."""
    adoption = form.save(commit=False)
    adoption.authority, adoption.edition_key = authority, edition.key
    try:
        with transaction.atomic():
            adoption.save()
            after = spoken(adoption)
            record("录入施行日期", adoption, by=by, at=at, post=post, after=after)
    except IntegrityError as twice:
        raise ValidationError("施行日期已经录入，不能重复录入。") from twice
    return adoption


def save_call(form, *, by, at, post) -> Call:
    """Save a new or changed call with its screening unions; ValidationError after it opened."""
    with transaction.atomic():
        call = form.instance
        stored = Call.objects.select_for_update().filter(pk=call.pk).first()
        if stored and stored.opened_on:
            raise ValidationError("批次已经开放，标准、名额和推荐工会不能再改。")
        old = _call_words(stored) if stored else {}
        call = form.save()
        before, after = differences(old, _call_words(call))
        if after:
            act = "修改申报批次" if stored else "建立申报批次"
            record(act, call, by=by, at=at, post=post, before=before, after=after)
    return call


def _call_words(call: Call) -> dict[str, str]:
    names = call.screeners.order_by("pk").values_list("title", flat=True)
    return spoken(call) | {"推荐工会": "、".join(names)}


def save_criteria(call: Call, rows, *, by, at, post) -> None:
    """Replace a call's score sheet by these rows; ValidationError after it opened."""
    with transaction.atomic():
        if Call.objects.select_for_update().get(pk=call.pk).opened_on:
            raise ValidationError("批次已经开放，评分项目不能再改。")
        old = _criteria_words(call)
        rows.save_all()
        before, after = differences(old, _criteria_words(call))
        gone = {key: value for key, value in old.items() if key not in _criteria_words(call)}
        if gone or after:
            changed = {"before": before | gone, "after": after}
            record("修改评分项目", call, by=by, at=at, post=post, **changed)


def _criteria_words(call: Call) -> dict[str, str]:
    return {c.title: f"满分{c.full_marks}；{c.guidance}" for c in call.criteria.all()}


def extend(call: Call, closes_on: date, why: str, *, by, at, post) -> None:
    """Let a call close later; ValidationError for a day that is not later."""
    with transaction.atomic():
        locked = Call.objects.select_for_update().get(pk=call.pk)
        if locked.opened_on is None or closes_on <= locked.closes_on:
            raise ValidationError("新的截止日须晚于现在的截止日。")
        before = {"申报截止日": locked.closes_on.isoformat()}
        locked.closes_on = closes_on
        locked.save()
        after = {"申报截止日": closes_on.isoformat()}
        record("延长申报时间", locked, by=by, at=at, post=post, before=before, after=after, why=why)


def authorities_of(person, role: str, *, on) -> list[TradeUnion]:
    """The naming authorities in which this person holds the role."""
    unions = (post.union for post in person.posts(on) if post.role == role)
    return [union for union in unions if union.kind == Kind.AUTHORITY and union.regulation]
