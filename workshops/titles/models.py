"""Titles and the yearly results that move their money."""

from collections import Counter
from dataclasses import replace

from django.db import models
from django.db.models import Count, Q
from django.utils.functional import cached_property

import rules
from rules.base import Edition, Seat
from rules.calendar import Calendar
from rules.facts import Facts, Grant
from rules.payable import paid_back
from rules.schedule import NOTHING, Schedule
from workshops.applications.calls import OFFICE
from workshops.applications.models import MONEY, Application, Screening
from workshops.records.models import CalendarDay, Decision
from workshops.studios.filing import filing_of, known
from workshops.studios.models import Studio
from workshops.unions.models import Role, TradeUnion

from .changing import Changing
from .direct_papers import KIND, direct_says, issue_direct
from .lifecycle import State, TitleLifecycle
from .supported import SUPPORTED, Sort
from .year_papers import issue_papers, with_papers
from .years import ordered, put_right, things, told

ROLLING = "period.roll_forward"
YEARS = ("assessments", "supports", "rectifications", "payments", "claims")
SUPPORTERS = (Role.SCREENING_OFFICER, Role.FINANCE_CLERK)  # of the union that supervises


class TitleQuerySet(models.QuerySet):
    def visible_to(self, person, *, on):
        """The unit's own, those it recommended or supervises, and all of one's own authority.

        Where no filing was, the unions that would recommend the unit stand for those that did.
        """
        own = person.unions_as(Role.CLERK, Role.CHAIR, Role.AUDITOR, on=on)
        screens = person.unions_as(Role.SCREENING_OFFICER, Role.CHAIR, on=on)
        above = person.unions_as(*OFFICE, *MONEY, on=on)
        found = Q(authority__in=above)  # conditions that ask nothing are left out, with their joins
        if own:
            found |= Q(studio__unit_union__in=own)
        if screens:
            nearest = Q(studio__unit_union__screening_union__in=screens)
            nearest |= Q(studio__unit_union__screening_union__parent__in=screens)
            screened = Screening.objects.filter(union__in=screens).values("application")
            found |= Q(application__in=screened) | Q(application=None) & nearest
        if supports := person.unions_as(*SUPPORTERS, Role.CHAIR, on=on):
            found |= Q(supervising_union__in=supports)
        return self.filter(found)

    def by_roll(self) -> Counter:
        """How many hold a title, by the year of the roll they came from and their sort."""
        held = self.filter(named_on__isnull=False).exclude(state=State.REVOKED).order_by()
        keys = held.values_list("roll_year", "studio__title_type")
        return Counter({(year, sort): n for year, sort, n in keys.annotate(n=Count("pk"))})

    def with_years(self):
        """Ready for its facts: what the years brought is read along, not title by title."""
        return self.prefetch_related(*YEARS)


class Title(Changing, TitleLifecycle):
    """A title held by a studio (称号): who named it, when, under which number."""

    studio = models.ForeignKey(Studio, models.PROTECT, verbose_name="工作室", related_name="titles")
    application = models.OneToOneField(
        Application, models.PROTECT, verbose_name="申报", null=True, related_name="named_title"
    )
    authority = models.ForeignKey(
        TradeUnion, models.PROTECT, verbose_name="命名机关", related_name="titles"
    )
    edition_key = models.CharField("依据版本", max_length=40)
    title = models.CharField("称号", max_length=80)
    named_on = models.DateField("命名日期", null=True)
    document_number = models.CharField("命名文号", max_length=60, blank=True)
    plaque_number = models.CharField("牌匾编号", max_length=40, blank=True)
    roll_year = models.PositiveSmallIntegerField("名册年度", null=True, editable=False)
    roll_number = models.CharField("名册编号", max_length=40, blank=True, editable=False)
    supervising_union = models.ForeignKey(
        TradeUnion,
        models.PROTECT,
        verbose_name="督导创建的工会",
        null=True,
        editable=False,
        related_name="supervised_titles",
    )
    base = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name="基础称号",
        null=True,
        editable=False,
        related_name="further_titles",
    )
    settings = models.JSONField("命名时的参数选择", default=dict, editable=False)
    effect_on = models.DateField("确认创建成功、确有实效的日期", null=True, editable=False)
    late_reason = models.CharField("逾期命名的理由", max_length=300, blank=True)
    carded_years = models.JSONField("已给予黄牌警告的年度", default=list, editable=False)
    settled_on = models.DateField("以前的检查已作决定的日期", null=True, editable=False)

    objects = TitleQuerySet.as_manager()
    roll_seen: tuple[dict, int] | None = None  # whoever reads many at once says so here
    filing_seen: dict | None = None  # and whoever has read the rows of its studio alone
    notices_seen: Calendar | None = None  # or the holiday notices

    class Meta:
        verbose_name = verbose_name_plural = "称号"
        indexes = [models.Index(fields=["authority", "named_on"], name="titles_by_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "plaque_number"],
                condition=~Q(plaque_number=""),
                name="a_plaque_number_is_used_once",
                violation_error_message="这个牌匾编号已经用过。",
            )
        ]

    def __str__(self):
        return f"{self.studio.title}（{self.title}）"

    @property
    def edition(self) -> Edition:
        return rules.edition(self.authority.jurisdiction, self.edition_key)

    @property
    def unit_union(self) -> TradeUnion:
        return self.studio.unit_union

    @property
    def pass_line(self) -> int | None:
        """The pass line of the call in which it was named; yearly results are held against it."""
        return self.application.call.pass_line if self.application else None

    @property
    def is_assessed(self) -> bool:
        """Whether the text has a yearly result, held against a pass line."""
        return "pass_line" in self.edition.step_facts("open_call")

    def seated(self, seat: Seat) -> list[int]:
        if seat is Seat.RECOMMENDER:  # of a chain the last, which sent it up, keeps its years
            return [union.pk for union in self.recommending_unions[-1:]]
        return [self.studio.unit_union_id] if seat is Seat.UNIT else [self.authority_id]

    @property
    def supervisor(self) -> str:
        """The name of the union that supervises the creation; empty where none does."""
        return self.supervising_union.title if self.supervising_union else ""

    @cached_property
    def recommending_unions(self) -> list[TradeUnion]:
        """The unions that recommended the studio, lowest first; else those above it."""
        if self.application:
            chain = self.application.screenings.select_related("union").order_by("level")
            return [screening.union for screening in chain]
        above = list(self.unit_union.recommenders(self.edition.screening_levels))
        more = self.supervising_union
        return above + ([more] if more and more not in above else [])

    @property
    def recommenders(self) -> list[str]:
        return [union.title for union in self.recommending_unions]

    @property
    def is_of_the_roll(self) -> bool:
        """Whether no filing was, and so the studio as it stands speaks for it."""
        return not self.application_id and not self.base_id

    def known_facts(self, on) -> Facts:
        more = self.from_the_roll() if self.is_of_the_roll else {}
        changed = self.change_facts() if self.pk else {}
        return replace(self.lasting_facts(on), **more | changed)

    def lasting_facts(self, on) -> Facts:
        """What its years, orders and money say: its duties and payments turn on no filing."""
        return replace(self.own_facts(on), **self.under_way() if self.pk else {})

    def own_facts(self, on) -> Facts:
        """What the title itself says; all that its years and its money turn on."""
        union, gone = self.unit_union.title, self.state == State.REVOKED
        more = {"unit_union": union, "struck_off": gone, "carded_years": tuple(self.carded_years)}
        rows = self.assessments.all() if self.pk else ()
        more |= told(self.edition, rows, self.settled_on)
        more |= {"workdays": self.workdays(), "campaigns": self.authority.campaign_days}
        more |= {"settings": self.settings, "title_type": self.studio.title_type or None}
        more["real_effect"] = self.effect_on is not None or None
        created = self.application_id is None and self.edition.step("supervise")
        more["precreation_fen"] = self.given_fen(Sort.BEFORE) if created else 0
        more["leader_changed_on"] = self.leader_changed_on
        more["grants"] = self.granted()
        return Facts(on=on, named_on=self.named_on, **more)

    def granted(self) -> tuple[Grant, ...]:
        """What was asked for beside the sum at naming, as far as it still counts."""
        asked = self.claims.all() if self.pk and self.edition.claims else ()
        return tuple(claim.as_grant() for claim in asked if claim.counts)

    def workdays(self) -> Calendar | None:
        """The holiday notices, where its readings let a last day roll past a rest day."""
        if not self.settings.get(ROLLING):
            return None
        return self.notices_seen or CalendarDay.objects.calendar()

    def under_way(self) -> dict:
        """A matter to be put right, and the money that has left under this title."""
        open_ = self.rectifications.all() if self.state == State.RECTIFYING else ()
        paid = [payment for payment in self.payments.all() if payment.state == "paid"]
        claimed = {grant.key for grant in self.granted()}
        sums = {"claims_fen": sum(p.amount_fen for p in paid if p.instalment in claimed)}
        sums["paid_fen"] = sum(p.amount_fen for p in paid) - sums["claims_fen"]
        sums["first_paid_on"] = min((payment.paid_on for payment in paid), default=None)
        sums["claimed_back_fen"] = self.claimed_back()
        sums[SUPPORTED] = self.given_fen(Sort.BESIDE) if self.claims_support_back else 0
        return put_right(open_) | sums

    @property
    def claims_support_back(self) -> bool:
        """Whether its text, by some reading, claims back what other unions gave."""
        rule = self.edition.step("delist")
        back = paid_back(rule) if rule else None
        return back is not None and back.beside == SUPPORTED

    def given_fen(self, sort: str) -> int:
        """What unions gave of that sort, as far as it stands, in fen."""
        given = self.supports.all() if self.pk else ()
        return sum(one.amount_fen for one in given if one.stands and one.sort == sort)

    def claimed_back(self) -> int:
        """What the decisions at its end and since have claimed back, in fen."""
        if self.state != State.REVOKED:
            return 0
        kept = Decision.objects.about(self).filter(step__in=("delist", "claim_back"))
        return sum(one.particulars.get("recover_fen") or 0 for one in kept)

    def from_the_roll(self) -> dict:
        """What is known where no filing was: the studio as it stands, and its place on the roll.

        One struck off holds no title, and so takes nobody's place.
        """
        filing, others = self.roll_seen or (filing_of(self.studio), self._others_on_the_roll())
        roll = {"roll_year": self.roll_year, "roll_number": self.roll_number or None}
        roll |= {"supervisor": self.supervisor or None, "roll_studios": others}
        return known(filing) | roll

    def _others_on_the_roll(self) -> int:
        """How many other studios of its sort hold a title for that year's roll."""
        others = self.authority.titles.filter(roll_year=self.roll_year).exclude(pk=self.pk)
        return others.by_roll()[self.roll_key]

    @property
    def roll_key(self) -> tuple:
        return self.roll_year, self.studio.title_type

    def follow(self, decision) -> None:
        """Papers go out with their decisions; an order to put right is kept open."""
        if KIND in decision.particulars and self.application_id is None:
            issue_direct(self, decision)
        issue_papers(decision)
        if self.state == State.RECTIFYING:
            order = self.rectifications.create(**ordered(self.edition, decision))
            for what in things(decision.particulars):
                order.items.create(what=what)
        else:
            self.rectifications.filter(closed_on=None).update(closed_on=decision.decided_on)

    def schedule(self, on) -> Schedule:
        """The years and instalments as the text has them on that day; its base has them all."""
        if self.base_id:
            return NOTHING
        return self.edition.schedule(self.own_facts(on))

    def entitled(self, decision) -> None:
        """Named after having been created under supervision."""
        given, on = decision.particulars, decision.decided_on
        self.named_on, self.document_number = on, given["document_number"]
        self.plaque_number = given["plaque_number"]
        says = direct_says(self, self.edition.step(decision.step), on, given)
        decision.particulars = {**given, KIND: says}

    def warned(self, decision) -> None:
        """A card is given for the last year with a result, and only once."""
        years = self.schedule(decision.decided_on).years
        self.carded_years.append(max(line.year for line in years if line.result is not None))
        self.papered(decision)

    def papered(self, decision) -> None:
        """What the papers say is taken when the step is, and kept with its decision."""
        decision.particulars = with_papers(self, decision)

    def ended(self, decision) -> None:
        """A title struck off bars the studio where the text has such a bar."""
        self.papered(decision)
        if not self.edition.step("delist").bars:
            return
        self.studio.barred_by = f"{decision.source}{decision.article}"
        self.studio.save()
