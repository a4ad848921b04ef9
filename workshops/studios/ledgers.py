"""The ledgers (台账) a studio keeps: rows written once, corrected by reversal, and remarks."""

from typing import NamedTuple

from django.db import models
from django.db.models import Count, Q, Sum

from rules import money
from rules.base import Edition, Ledger, Seat
from workshops.unions.models import Person, Role, TradeUnion

from . import reach
from .models import Studio


class WrittenOnce(models.Model):
    """A row that is written once and never changed; the database refuses too."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self.pk is not None and not self._state.adding:
            raise TypeError(f"{type(self).__name__} is written once")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError(f"{type(self).__name__} is never deleted")


class LedgerEntryQuerySet(models.QuerySet):
    def visible_to(self, person, *, on):
        """Every row for the unit, its recommenders and the authority; sums for money and audit."""
        sums = reach.money(person, on, "studio__") & Q(amount_fen__isnull=False)
        return self.filter(reach.whole(person, on, "studio__") | sums)

    def rows(self):
        """The rows as they were written, those since reversed too, without the reversals."""
        return self.filter(reverses=None)

    def standing(self):
        """The rows that count: neither reversed nor a reversal."""
        return self.rows().filter(reversal=None)

    def in_order(self):
        """Newest first."""
        return self.order_by("-happened_on", "-pk")

    def after(self, row: "LedgerEntry"):
        """What follows a row in that order; by its key, so that a late page costs no more."""
        later = self.filter(happened_on__lte=row.happened_on)
        return later.exclude(happened_on=row.happened_on, pk__gte=row.pk)


class LedgerEntry(WrittenOnce):
    """One row of a ledger: what happened, when, with whom, for how much."""

    studio = models.ForeignKey(
        Studio, models.PROTECT, verbose_name="工作室", related_name="ledger_entries"
    )
    ledger = models.CharField("台账", max_length=30)
    kind = models.CharField("类别", max_length=30)
    happened_on = models.DateField("日期")
    title = models.CharField("事项", max_length=120)
    detail = models.TextField("详情", max_length=1000, blank=True)
    people_count = models.PositiveIntegerField("人数", null=True, blank=True)
    people = models.CharField("人员", max_length=400, blank=True)
    amount_fen = models.BigIntegerField("金额", null=True, blank=True)
    place = models.CharField("地点", max_length=80, blank=True)
    slip = models.UUIDField("填写单号", unique=True, null=True, editable=False)
    reverses = models.OneToOneField(
        "self", models.PROTECT, verbose_name="所冲销的记录", null=True, related_name="reversal"
    )
    reason = models.CharField("冲销理由", max_length=300, blank=True)
    entered_by = models.ForeignKey(Person, models.PROTECT, verbose_name="记录人", related_name="+")
    entered_at = models.DateTimeField("记录时间")

    objects = LedgerEntryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "台账记录"
        indexes = [
            models.Index(fields=["studio", "ledger", "-happened_on", "-id"], name="ledger_in_order")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_fen=None) | Q(amount_fen__gt=0), name="a_sum_is_above_nothing"
            ),
            models.CheckConstraint(
                condition=Q(reverses=None, reason="") | (~Q(reverses=None) & ~Q(reason="")),
                name="a_reversal_gives_its_reason",
            ),
        ]

    def __str__(self):
        return self.title


class LedgerRemarkQuerySet(models.QuerySet):
    def visible_to(self, person, *, on):
        """Remarks are for those who read every row, the ones on sums for money and audit too."""
        sums = reach.money(person, on, "studio__") & Q(entry__amount_fen__isnull=False)
        return self.filter(reach.whole(person, on, "studio__") | sums)


class LedgerRemark(WrittenOnce):
    """What supervision says of a ledger on a day, or of one of its rows."""

    studio = models.ForeignKey(
        Studio, models.PROTECT, verbose_name="工作室", related_name="ledger_remarks"
    )
    ledger = models.CharField("台账", max_length=30)
    entry = models.ForeignKey(
        LedgerEntry, models.PROTECT, verbose_name="台账记录", null=True, related_name="remarks"
    )
    text = models.CharField("意见", max_length=500)
    made_on = models.DateField("检查日期")
    by = models.ForeignKey(Person, models.PROTECT, verbose_name="检查人", related_name="+")
    union = models.ForeignKey(TradeUnion, models.PROTECT, verbose_name="检查工会", related_name="+")
    role = models.CharField("岗位", max_length=40)
    at = models.DateTimeField("填写时间")

    objects = LedgerRemarkQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "监督意见"
        indexes = [models.Index(fields=["studio", "ledger", "-id"], name="remarks_in_order")]

    def __str__(self):
        return self.text[:40]


class LedgerReply(WrittenOnce):
    """What the unit answers to a remark; said once, and then the remark waits no more."""

    remark = models.OneToOneField(
        LedgerRemark, models.PROTECT, verbose_name="监督意见", related_name="reply"
    )
    text = models.CharField("回复", max_length=500)
    by = models.ForeignKey(Person, models.PROTECT, verbose_name="回复人", related_name="+")
    at = models.DateTimeField("回复时间")

    class Meta:
        verbose_name = verbose_name_plural = "对监督意见的回复"

    def __str__(self):
        return self.text[:40]


class Tally(NamedTuple):
    """How many rows, how many people in them, how much money."""

    rows: int = 0
    people: int = 0
    fen: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(one + more for one, more in zip(self, other, strict=True)))

    @property
    def figures(self) -> str:
        return money.figures(self.fen)


def tallies(entries) -> dict[tuple[int, str, str], Tally]:
    """What counts among these rows by year, ledger and kind; one query, however many rows."""
    groups = entries.standing().order_by().values_list("happened_on__year", "ledger", "kind")
    counted = groups.annotate(Count("pk"), Sum("people_count"), Sum("amount_fen"))
    return {
        (year, ledger, kind): Tally(rows, people or 0, fen or 0)
        for year, ledger, kind, rows, people, fen in counted
    }


def ledger_counts(studio: Studio, year: int) -> dict[tuple[str, str], Tally]:
    """What a studio's ledgers hold of one calendar year, by ledger and kind.

    For other rooms: a yearly assessment, a self-check, the next filing. Rows count under the day
    on which the thing happened; a reversed row does not count, nor does its reversal. A pair
    nothing was written under is missing, so ask with `.get((ledger, kind), Tally())`. Whoever
    shows a number links it to `reverse("ledger", args=[studio.pk, ledger])` with `kind` and
    `year` in the query: the page lists exactly these rows.
    """
    found = tallies(studio.ledger_entries.filter(happened_on__year=year))
    return {(ledger, kind): tally for (_, ledger, kind), tally in found.items()}


def edition_of(studio: Studio) -> Edition | None:
    """The text by which a studio keeps ledgers: its title's, or the latest of its place."""
    regulation = studio.unit_union.regulation
    if regulation is None:
        return None
    held = studio.titles.order_by("-pk").values_list("edition_key", flat=True).first()
    return regulation.edition_called(held) if held else regulation.editions[-1]


def keepers(studio: Studio, seat: Seat, edition: Edition) -> list[int]:
    """The unions that sit there for a studio."""
    union = studio.unit_union
    if seat is Seat.UNIT:
        return [union.pk]
    if seat is Seat.RECOMMENDER:
        return [one.pk for one in union.recommenders(edition.screening_levels)]
    return [union.authority.pk]


def keeping_post(studio: Studio, ledger: Ledger, edition: Edition, person: Person, on):
    """The post in which somebody writes in this ledger, or None."""
    unions = keepers(studio, ledger.seat, edition)
    held = (post for post in person.posts(on) if post.role == ledger.role)
    return next((post for post in held if post.union_id in unions), None)


def replying_post(remark: LedgerRemark, person: Person, on):
    """The post in which the unit's clerk answers what somebody else remarked, or None."""
    if remark.by_id == person.pk or hasattr(remark, "reply"):
        return None
    posts = (p for p in person.posts(on) if p.role == Role.CLERK)
    return next((p for p in posts if p.union_id == remark.studio.unit_union_id), None)


def remarking_post(studio: Studio, edition: Edition, person: Person, on):
    """The post in which somebody supervises: of the unit's union, or of one that recommends it."""
    unions = dict.fromkeys(keepers(studio, Seat.RECOMMENDER, edition), reach.SCREENERS)
    unions[studio.unit_union_id] = reach.UNIT
    posts = (p for p in person.posts(on) if p.role in unions.get(p.union_id, ()))
    return next(posts, None)
