"""Claims: what a union asks for beside the sum at naming, and the things each one lists."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property

from django.db import models
from django.db.models import F, Q

from rules import claiming
from rules.base import Edition, Seat
from rules.claims import PAID, WAITING, Content, Owed, Used, Won
from rules.facts import Facts, Grant, Skill
from workshops.applications.calls import OFFICE
from workshops.applications.models import MONEY
from workshops.titles.lifecycle import HELD
from workshops.titles.lifecycle import State as TitleState
from workshops.titles.models import Title
from workshops.unions.models import Role

from .items import ClaimItem
from .lifecycle import ClaimLifecycle, State
from .second import bestow
from .second_papers import with_paper

COUNTING = (State.FILED, State.DECIDED)
# What rules see of a claim, by the names of its columns.
SEEN = ("pk", "kind", "about", "filed_on", "accepted_on", "proposed_fen", "amount_fen")
SEEN += ("minutes_number",)


def grant_of(seen: dict, rule: claiming.Kind) -> Grant:
    """A claim as rules see it, from what its columns hold."""
    return Grant(
        key=key_of(seen["kind"], seen["pk"]),
        title=seen["about"],
        applied_on=seen["filed_on"],
        kind=seen["kind"],
        accepted_on=seen["accepted_on"],
        proposed_fen=seen["proposed_fen"],
        decided_fen=getattr(rule, "sum_fen", None) or seen["amount_fen"],
        minutes_number=seen["minutes_number"],
    )


def key_of(kind: str, pk: int | None) -> str:
    """By which the instalment of a claim is called."""
    return f"{kind}-{pk or 0:05}"


class ClaimQuerySet(models.QuerySet):
    def grants(self, editions: Mapping[int, Edition]) -> Iterator[tuple[int, Grant]]:
        """Those that count as rules see them, each with the number of its title.

        `editions` holds the edition of each title; titles beside those are passed over.
        """
        counting = self.filter(Q(spent=True) | Q(state__in=COUNTING)).order_by("pk")
        for row in counting.values("title_id", *SEEN):
            if edition := editions.get(row["title_id"]):
                yield row["title_id"], grant_of(row, claiming.kind_of(edition, row["kind"]))

    def without_base(self):
        """Second titles held whose base has fallen, where nobody has decided what follows."""
        held = self.filter(second__state__in=HELD, kept_on=None)
        return held.filter(title__state=TitleState.REVOKED)

    def visible_to(self, person, *, on):
        """The authority's office and money people see what was filed, a unit its drafts too."""
        above = person.unions_as(*OFFICE, *MONEY, on=on)
        own = person.unions_as(Role.CLERK, Role.CHAIR, on=on)
        filed = Q(title__authority__in=above) & ~Q(state=State.DRAFT)
        return self.filter(filed | Q(title__studio__unit_union__in=own))


class Claim(ClaimLifecycle):
    """Money asked for under one title, of one kind its text has (另行申请的补助)."""

    title = models.ForeignKey(Title, models.PROTECT, verbose_name="称号", related_name="claims")
    kind = models.CharField("类别", max_length=16)
    about = models.CharField("申请的内容", max_length=120, blank=True)
    filed_on = models.DateField("申请日期", null=True)
    spent = models.BooleanField("不得重复提出", default=False)
    proposed_fen = models.BigIntegerField("评审建议金额", null=True)
    amount_fen = models.BigIntegerField("核定金额", null=True)
    accepted_on = models.DateField("验收日期", null=True)
    minutes_number = models.CharField("会议纪要编号", max_length=80, blank=True)
    decided_on = models.DateField("审定日期", null=True)
    second = models.OneToOneField(
        Title, models.PROTECT, verbose_name="授予的称号", null=True, related_name="bestowed_by"
    )
    kept_on = models.DateField("失去基础称号后保留的日期", null=True)
    kept_why = models.CharField("保留的理由", max_length=300, blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "另行申请的补助"
        constraints = [
            models.UniqueConstraint(
                fields=["title", "kind"], condition=Q(state="draft"), name="one_draft_of_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(amount_fen=None) | Q(amount_fen__gt=0), name="claims_are_positive"
            ),
            models.CheckConstraint(
                condition=~Q(state="decided") | Q(amount_fen__isnull=False),
                name="a_decided_claim_has_its_sum",
            ),
        ]

    def __str__(self):
        return f"{self.title.studio.title}{self.rule.label}"[:120]

    # What governs it

    @property
    def edition(self) -> Edition:
        """The edition of the title, with the way of this kind of claim."""
        return claiming.procedure(
            self.title.authority.jurisdiction, self.title.edition_key, self.kind
        )

    @property
    def rule(self) -> claiming.Kind:
        """What the text says of claims of this kind."""
        return claiming.kind_of(self.title.edition, self.kind)

    @property
    def deciding(self):
        """The step in which the authority decides."""
        return next(s for s in self.edition.steps if s.name == self.rule.step)

    def seated(self, seat: Seat) -> list[int]:
        return self.title.seated(seat)

    # What is known of it

    @property
    def key(self) -> str:
        """By which its instalment is called."""
        return key_of(self.kind, self.pk)

    @property
    def counts(self) -> bool:
        """Whether it stands in the way of another, or brings money."""
        return self.spent or self.state in COUNTING

    def as_grant(self, on: date | None = None, given: dict | None = None) -> Grant:
        """The claim as rules see it; `given` are the particulars of a decision under way."""
        given, seen = given or {}, {name: getattr(self, name) for name in SEEN}
        seen["filed_on"] = self.filed_on or on
        seen |= {name: given[name] for name in ("accepted_on", "proposed_fen") if name in given}
        seen["amount_fen"] = given.get("decided_fen", self.amount_fen)
        return grant_of(seen, self.rule)

    def known_facts(self, on) -> Facts:
        return self.facts(on)

    def facts(self, on, given=None) -> Facts:
        """What is known of the title, with this claim laid beside those before it."""
        given = given or {}
        known = self.title.facts(on, given)
        others = tuple(one for one in known.grants if one.key != self.key)
        asked = {"grant": self.as_grant(on, given), "grants": others}
        asked["claimed"] = self.content(on, given)
        asked["granted_this_year"] = max(self.place(on), given.get("planned") or 0)
        return replace(known, **asked)

    @cached_property
    def listed(self) -> list[ClaimItem]:
        return list(self.items.order_by("pk"))

    def content(self, on: date, given: dict | None = None) -> Content:
        """What it lists, and what was granted before it."""
        rows = self.listed
        return Content(
            bought=tuple(r.purchase() for r in rows if r.fen is not None),
            risen=tuple(r.upgrade() for r in rows if r.reached),
            won=tuple(Won(r.prize, r.on) for r in rows if r.prize),
            paid=self._paid(on),
            again=self._again(on),
            taken=self._taken(on),
            winners=(given or {}).get("winners") or {},
        )

    def owed(self, on: date, given: dict | None = None) -> Owed:
        """What it brings by the arithmetic of the text."""
        return self.rule.total(self.content(on, given), self.facts(on, given))

    def beside(self, on: date) -> list[ClaimItem]:
        """What other claims list that may stand in the way: people, proofs, places of the year."""
        key = self.year(on)
        if key not in self._beside:
            own = [row.number for row in self.listed if row.number]
            near = Q(title=self.title_id, counts=True, reached__isnull=False)
            near |= Q(number__in=own, counts=True) | Q(place__isnull=False, year=key)
            rows = ClaimItem.objects.filter(authority=self.title.authority_id, kind=self.kind)
            rows = rows.filter(near).exclude(claim=self.pk).select_related("claim")
            self._beside[key] = list(rows)
        return self._beside[key]

    @cached_property
    def _beside(self) -> dict:
        return {}

    def _paid(self, on: date) -> Used:
        """Each person and grade that another claim of this title has used, and whether it waits."""
        risen = (r for r in self.beside(on) if r.reached and r.title_id == self.title_id)
        used = [row for row in risen if row.counts]
        words = {row.pk: WAITING if row.claim.state == State.FILED else PAID for row in used}
        return {(row.what, Skill(row.reached)): words[row.pk] for row in used}

    def _again(self, on: date) -> tuple[str, ...]:
        """The invoices and certificates it lists twice, or that another claim has used."""
        own = Counter(row.number for row in self.listed if row.number)
        used = {row.number for row in self.beside(on) if row.counts and row.number in own}
        return tuple(sorted(used | {number for number, times in own.items() if times > 1}))

    def _taken(self, on: date) -> Counter:
        """The places of the year that named studios have, by prize."""
        rows, year = self.beside(on), self.year(on)
        return Counter(row.prize for row in rows if row.place and row.year == year)

    def year(self, on: date) -> int:
        """The year whose places it takes: of the prizes it lists, or in which it was filed."""
        won = next((row.on for row in self.listed if row.prize), None)
        return (won or self.filed_on or on).year

    def place(self, on: date) -> int:
        """Which of the year's it would be, of this kind and under this authority."""
        return self._taken(on).total() + 1 if self.rule.counted else 0

    # What its steps do

    def filed(self, decision) -> None:
        """From now on what it lists cannot be asked for again, where the text says so."""
        self.filed_on = decision.decided_on
        self.count(State.FILED, decision)

    def decided(self, decision) -> None:
        """The sum is the one the rules find, or the one the meeting fixed."""
        given = decision.particulars
        owed = self.owed(decision.decided_on, given)
        self.amount_fen, self.decided_on = owed.amount_fen, decision.decided_on
        self.proposed_fen = given.get("proposed_fen")
        self.accepted_on = given.get("accepted_on")
        self.minutes_number = given.get("minutes_number") or given.get("document_number", "")
        self.count(State.DECIDED, decision)
        self.number(decision)
        told = {"granted_fen": owed.amount_fen, "arithmetic": owed.shown}
        decision.particulars = with_paper(self, decision) | told

    def count(self, state: str, decision) -> None:
        """Note whether what it lists is used up in that state; the database keeps it single."""
        facts = self.facts(decision.decided_on, decision.particulars)
        self.spent = claiming.uses_up(self.rule, state, facts)
        once = self.rule.once(facts) if hasattr(self.rule, "once") else F("own")
        self.items.update(counts=self.spent, once=once)

    def number(self, decision) -> None:
        """Give what the year counts its place, so that none is given twice."""
        year, taken = self.year(decision.decided_on), self._taken(decision.decided_on)
        for row in self.listed if self.rule.counted else ():
            taken[row.prize] += 1
            self.items.filter(pk=row.pk).update(place=taken[row.prize], year=year)

    def follow(self, decision) -> None:
        """What ended without money frees what it listed; a distinction brings its title."""
        if self.state in (State.REFUSED, State.WITHDRAWN):
            facts = self.facts(decision.decided_on)
            self.spent = claiming.uses_up(self.rule, self.state, facts)
            type(self).objects.filter(pk=self.pk).update(spent=self.spent)
            self.items.update(counts=self.spent)
        if self.state == State.DECIDED and getattr(self.rule, "title_type", ""):
            second = bestow(self, decision)
            type(self).objects.filter(pk=self.pk).update(second=second)


__all__ = ["Claim", "ClaimItem"]
