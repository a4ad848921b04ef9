"""Applications, and the screening chain each one climbs."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from rules.base import Edition, Seat
from rules.facts import Facts
from workshops.records.actions import slots_of
from workshops.studios.filing import filing_of, frozen, known, thawed
from workshops.studios.models import Studio
from workshops.unions.models import Role, TradeUnion

from .calls import OFFICE, Call
from .criticism import issue_circular, with_circular
from .lifecycle import FILLING, LIVE, POSTED, REVIEWED, ApplicationLifecycle, State
from .succession import Succession

MONEY = (Role.FINANCE_CLERK, Role.FINANCE_APPROVER, Role.AUDITOR)


class ApplicationQuerySet(models.QuerySet):
    def visible_to(self, person, *, on):
        """The unit's own files; those a recommender has received; those filed with an authority.

        The authority looks in from the filing on, for it may have to end a candidacy at any time;
        an expert sees the files assigned to him; money and audit see named ones.
        """
        own = person.unions_as(Role.CLERK, Role.CHAIR, on=on)
        screens = person.unions_as(Role.SCREENING_OFFICER, Role.CHAIR, on=on)
        office = person.unions_as(*OFFICE, on=on)
        money = person.unions_as(*MONEY, on=on)
        screened = Screening.objects.filter(
            application=models.OuterRef("pk"),
            union__in=screens,
            reached_on__isnull=False,
        )
        seen = Q(studio__unit_union__in=own) | models.Exists(screened)
        seen |= Q(call__authority__in=office, submitted_on__isnull=False)
        seen |= Q(call__authority__in=money, state=State.NAMED)
        if person.holds(Role.EXPERT, on=on):
            seen |= Q(sheets__expert=person)
        return self.filter(seen).distinct()

    def live(self):
        return self.filter(state__in=LIVE)

    def in_batch(self):
        """Those that travel with their call; another leader may be applied for beside it."""
        beside = Q(of_title__application__call=models.F("call"))
        return self.filter(Q(of_title=None) | ~beside)

    def in_full(self):
        """With all that a file's page reads of its call, studio and unions."""
        unit = "studio__unit_union__screening_union__parent"
        return self.select_related("call__authority", unit, "copy", "of_title__application")


class Application(Succession, ApplicationLifecycle):
    """One studio's filing in one call (申报)."""

    call = models.ForeignKey(
        Call, models.PROTECT, verbose_name="申报批次", related_name="applications"
    )
    studio = models.ForeignKey(
        Studio, models.PROTECT, verbose_name="工作室", related_name="applications"
    )
    filing = models.JSONField("申报内容", default=dict, editable=False)
    reasons = models.JSONField("说明理由", default=dict, editable=False)
    reopened = models.JSONField("须补正的内容", default=list, editable=False)
    level = models.PositiveSmallIntegerField("推荐层级", default=0, editable=False)
    submitted_on = models.DateField("提交日期", null=True, editable=False)
    consented_on = models.DateField("党政认可日期", null=True, editable=False)
    recommended_on = models.DateField("推荐日期", null=True, editable=False)
    place = models.PositiveSmallIntegerField("推荐名次", null=True, editable=False)
    score = models.DecimalField("得分", max_digits=6, decimal_places=2, null=True, editable=False)
    rank = models.PositiveSmallIntegerField("名次", null=True, editable=False)

    objects = ApplicationQuerySet.as_manager()
    slots_seen: frozenset[str] | None = None  # a page that has the papers already says so here
    barred_leaders: frozenset[str] | None = None  # or has asked who led what was shut out
    filing_seen: dict | None = None  # and here, whoever has read the live filing

    class Meta:
        verbose_name = verbose_name_plural = "申报"
        constraints = [
            models.UniqueConstraint(
                fields=["call", "studio"],
                condition=~Q(state=State.WITHDRAWN) & Q(of_title=None),
                name="a_studio_files_once_a_call",
                violation_error_message="这个工作室已在本批次申报。",
            ),
            models.UniqueConstraint(
                fields=["of_title"],
                condition=Q(state__in=LIVE),
                name="one_change_of_leader_at_a_time",
                violation_error_message="已有一件更换领衔人的申请正在办理。",
            ),
        ]

    def __str__(self):
        what = self.change_called if self.of_title_id else f"{self.call.year}年度申报"
        return f"{self.studio.title}（{what}）"

    @property
    def edition(self) -> Edition:
        return self.call.edition

    def get_state_display(self) -> str:
        """Django's own hook for a choice in words: shortlisted is a score's word."""
        if self.state == State.SHORTLISTED and not self.edition.is_scored:
            return self.edition.step("shortlist").label
        if self.state == State.NAMED and self.of_title_id:
            return "已同意更换"
        return State(self.state).label

    @property
    def unit_union(self):
        return self.studio.unit_union

    @property
    def content(self) -> dict:
        """The filing: live while it is being written, as frozen once submitted."""
        if self.state == State.DRAFT or self.state == State.RETURNED or not self.filing:
            return self.filing_seen or filing_of(self.written)
        return thawed(self.filing)

    @cached_property
    def screener_ids(self) -> list[int]:
        """The screening chain, lowest first: as recorded, or as it would be on submission."""
        recorded = list(self.screenings.order_by("level").values_list("union_id", flat=True))
        return recorded or [union.pk for union in self.screening_chain()]

    def screening_chain(self) -> list[TradeUnion]:
        """The unions that would screen it if it were submitted now, lowest first."""
        return self.unit_union.recommenders(self.edition.screening_levels)

    def seated(self, seat: Seat) -> list[int]:
        if seat is Seat.UNIT:
            return [self.studio.unit_union_id]
        if seat is Seat.RECOMMENDER:
            return self.screener_ids[self.level : self.level + 1]
        return [self.call.authority_id]

    def known_facts(self, on) -> Facts:
        call, content = self.call, self.content
        return Facts(
            on=on,
            opens_on=call.opens_on,
            closes_on=call.closes_on,
            shortlist_line=call.shortlist_line,
            target=call.target,
            posting_days=call.posting_days,
            decided_year=call.year,
            submitted_on=self.submitted_on,
            barred=bool(self.studio.barred_by),
            leader_barred=self.is_led_by_barred(content),
            recommender_listed=self.is_recommender_listed() if self.state in FILLING else None,
            screeners_ahead=self.kinds_ahead() if self.state in FILLING else None,
            materials=slots_of(self) if self.slots_seen is None else self.slots_seen,
            score=self.score,
            place=self.place,
            settings=call.readings,
            leader_change=self.of_title_id is not None or None,
            named_on=self.of_title.named_on if self.of_title else None,
            **known(content),
            **self.later_facts(on),
        )

    def is_led_by_barred(self, content: dict) -> bool | None:
        """Whether somebody who leads it led a studio shut out for good; while it can be filed.

        People are told by their names alone: whether it is the same person, an office looks.
        """
        if self.state not in FILLING or "barred" not in self.edition.step_facts("submit"):
            return None
        if self.barred_leaders is None:
            self.barred_leaders = Studio.objects.barred_leaders(self.call.authority.jurisdiction)
        return not self.barred_leaders.isdisjoint(row["full_name"] for row in content["leaders"])

    def is_recommender_listed(self) -> bool:
        """Whether the union that screens first takes part in this call."""
        listed = {union.pk for union in self.call.screeners.all()}
        return bool(listed.intersection(self.screener_ids[:1]))

    def kinds_ahead(self) -> tuple[str, ...] | None:
        """The classes of the unions that would screen it, where the text asks beforehand."""
        asked = "screeners_ahead" in self.edition.step_facts("submit")
        return tuple(union.kind for union in self.screening_chain()) if asked else None

    def later_facts(self, on) -> dict:
        """What the rooms below know of this file: sheets, posting, objections."""
        facts = self.earlier_namings(on) | {"in_review": self.state in REVIEWED}
        if self.state == State.IN_REVIEW:
            sheets = [sheet.submitted_at for sheet in self.sheets.all()]
            facts |= {"sheets_due": len(sheets), "sheets_in": sum(map(bool, sheets))}
        posting = self.first_posting if self.state in POSTED else None
        if posting:
            objections = self.objections.all()
            facts |= {"posted_on": posting.posted_on, "last_posting_day": posting.last_day}
            handled = [one.handled_on for one in objections if one.handled_on]
            facts["objection_closed_on"] = max(handled, default=None)
            findings = [objection.finding for objection in objections]
            facts["open_objections"] = findings.count("")
            facts["upheld_objections"] = findings.count("upheld")
        return facts

    @property
    def first_posting(self):
        """The public list it first stood on, if any."""
        return min(self.postings.all(), key=lambda posting: posting.pk, default=None)

    def entered(self, state: str, decision) -> None:
        """What entering a state writes on the file."""
        on, given = decision.decided_on, decision.particulars
        if state == "submitted":
            self.filing = frozen(filing_of(self.written))
            self.submitted_on = self.submitted_on or on
            self.reasons, self.reopened = given.get("reasons", {}), []
            self.level = 0
        elif state == "consented":
            self.consented_on = given.get("consented_on", on)
        elif state == "returned":
            self.reopened = given["reopened"]
        elif state == "named" and self.of_title:
            self.of_title.agree_to(self, decision)
        elif state == "disqualified":
            decision.particulars = with_circular(self, decision)
            if self.edition.step("disqualify").bars:
                self.studio.barred_by = f"{decision.source}{decision.article}"
                self.studio.save()
        self._reach(state, on)

    def follow(self, decision) -> None:
        """A file criticised in public has its circular."""
        super().follow(decision)
        issue_circular(decision)

    def _reach(self, state: str, on) -> None:
        """The file reaches its first recommender once nothing else must come before."""
        waits = self.edition.step("consent") is not None
        if state == "submitted":
            for level, union in enumerate(self.screening_chain()):
                self.screenings.get_or_create(level=level, defaults={"union": union})
        if state == "consented" or (state == "submitted" and not waits):
            self.screenings.filter(level=0).update(reached_on=on)

    def moved_up(self, decision) -> str:
        """After a recommendation: the next level, or recommended when none is left."""
        on = decision.decided_on
        self.place = decision.particulars.get("place", self.place)
        self.screenings.filter(level=self.level).update(recommended_on=on)
        if self.level + 1 < len(self.screener_ids):
            self.level += 1
            self.screenings.filter(level=self.level).update(reached_on=on)
            return State.SCREENING
        self.recommended_on = on
        return State.RECOMMENDED

    def earlier_namings(self, on) -> dict:
        """What was named before: this studio, others this year; where the text asks, and when."""
        facts = {}
        if self.state in REVIEWED and self.call.counts_names:
            facts["named_this_year"] = self.call.named_in(on.year)
        if self.state == State.RECOMMENDED and "screened_by" in self.edition.step_facts("review"):
            climbed = self.screenings.filter(recommended_on__isnull=False).order_by("level")
            facts["screened_by"] = tuple(climbed.values_list("union__kind", flat=True))
        if "already_named" not in self.edition.questions:
            return facts
        held = self.studio.titles.filter(authority=self.call.authority_id)
        states = set(held.values_list("state", flat=True))
        return facts | {"already_named": bool(states), "struck_off": states == {"revoked"}}

    @property
    def score_text(self) -> str:
        return f"{self.score.quantize(Decimal('0.01'))}分" if self.score is not None else "—"


class Screening(models.Model):
    """One level of the recommending chain of one application."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="screenings")
    union = models.ForeignKey(TradeUnion, models.PROTECT, verbose_name="推荐工会", related_name="+")
    level = models.PositiveSmallIntegerField("层级")
    reached_on = models.DateField("收到日期", null=True)
    recommended_on = models.DateField("推荐日期", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "推荐环节"
        constraints = [
            models.UniqueConstraint(fields=["application", "level"], name="one_screening_a_level")
        ]

    def __str__(self):
        return f"{self.union}"
