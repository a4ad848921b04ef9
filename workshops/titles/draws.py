"""Which studios are looked at unannounced, drawn by lot so that anybody can draw again."""

import hashlib
from datetime import date, datetime

from django.db import models, transaction

from rules.base import Duty, Edition, Seat
from workshops.records.actions import record
from workshops.records.lifecycle import NotPermitted
from workshops.unions.models import Appointment, Person, Role, TradeUnion

from .lifecycle import HELD
from .models import Title


class DrawQuerySet(models.QuerySet):
    def visible_to(self, person, *, on):
        """Those who draw at the authority, and its auditors."""
        unions = person.unions_as(Role.REVIEW_OFFICE, Role.SECRETARY, Role.AUDITOR, on=on)
        return self.filter(authority__in=unions)


class Draw(models.Model):
    """One drawing of lots (抽签): from how many, how many, by which seed."""

    authority = models.ForeignKey(
        TradeUnion, models.PROTECT, verbose_name="抽取的机关", related_name="draws"
    )
    duty = models.CharField("事项", max_length=20)
    seed = models.CharField("抽签种子", max_length=80)
    drawn_on = models.DateField("抽取日期")
    number = models.PositiveSmallIntegerField("抽取数量")
    pool = models.JSONField("参加抽签的称号", default=list)
    drawn = models.ManyToManyField(Title, verbose_name="抽中的称号", related_name="draws")

    objects = DrawQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "抽签"

    def __str__(self):
        return f"{self.drawn_on}抽签"

    @property
    def edition_duty(self) -> Duty | None:
        regulation = self.authority.regulation
        found = (edition.duty(self.duty) for edition in regulation.editions) if regulation else ()
        return next((duty for duty in found if duty), None)


def may_be_drawn(edition: Edition) -> list[Duty]:
    """The checks a text leaves to the authority's choice of day, and so to the lot."""
    duties = (one for one in edition.duties if one.found and one.due is None)
    return [one for one in duties if one.seat is Seat.AUTHORITY and "results" not in one.gives]


def lots(seed: str, keys: list[int], number: int) -> list[int]:
    """The keys drawn: those with the smallest SHA-256 of “seed:key”, the smallest first."""

    def lot(key: int) -> str:
        return hashlib.sha256(f"{seed}:{key}".encode()).hexdigest()

    return sorted(keys, key=lot)[:number]


def drawing_post(person: Person, on: date) -> Appointment | None:
    """The post in which this person draws, where the text of the authority has such a check."""
    posts = (post for post in person.posts(on) if post.role == Role.REVIEW_OFFICE)
    return next((p for p in posts if p.union.regulation and pool_of(p.union).exists()), None)


def offered(person: Person, on: date) -> bool | None:
    """Whether the text has a check to draw for; None for whoever does not draw."""
    post = drawing_post(person, on)
    return bool(may_be_drawn(post.union.regulation.editions[-1])) if post else None


def pool_of(authority: TradeUnion):
    """The titles that take part: those held now."""
    return Title.objects.filter(authority=authority, state__in=HELD, named_on__isnull=False)


def draw(post: Appointment, duty: Duty, number: int, seed: str, *, by, on, at: datetime) -> Draw:
    """Draw that many of the titles now held and keep the pool, so that it can be drawn again.

    Raises NotPermitted for whoever does not work in the office of that authority.
    """
    if post.role != Role.REVIEW_OFFICE or post.person_id != by.pk:
        raise NotPermitted("draw")
    with transaction.atomic():
        keys = list(pool_of(post.union).order_by("pk").values_list("pk", flat=True))
        found = Draw(authority=post.union, duty=duty.key, seed=seed, drawn_on=on, number=number)
        found.pool = keys
        found.save()
        found.drawn.set(lots(seed, keys, number))
        after = {"事项": duty.label, "种子": seed, "参加": len(keys), "抽中": number}
        record("抽签", found, by=by, post=post, at=at, after=after)
    return found
