"""What changes of a named studio while its title is held: leader, unit, members, retirement."""

from django.db import models
from django.db.models import Q, Subquery
from django.db.models.functions import JSONObject

from rules.facts import Facts, shown
from rules.roads import Road
from workshops.applications.calls import OFFICE
from workshops.applications.models import MONEY, Application
from workshops.documents.papers import draw_after_commit
from workshops.records.actions import issue, next_number, suggested_number
from workshops.studios.copying import hand_over, leading
from workshops.studios.filing import filing_of, known
from workshops.studios.models import Leader
from workshops.unions.models import Person, Role

from .lifecycle import HELD

PAPER, WORD = "leader_change", "字"
PATH = ("submit", "consent", "recommend", "review", "shortlist")


class Kind(models.TextChoices):
    """What changed."""

    LEADER = "leader", "更换领衔人"
    UNIT = "unit", "单位更名"
    AFFILIATION = "affiliation", "改变隶属关系"
    JOINED = "joined", "成员加入"
    LEFT = "left", "成员离开"
    RETIRES = "retires", "法定退休日期"


LEADERS_SHOWN, LEADS = 3, "领衔人"
ANSWERED = (Kind.LEADER, Kind.UNIT, Kind.AFFILIATION)  # reported; the rest is put on record at once


def called(kind: str, edition) -> str:
    """What changed, in the text's own word for whoever leads."""
    return worded(Kind(kind).label, edition)


def worded(line: str, edition) -> str:
    """A sentence of ours in the text's own word for whoever leads."""
    return line.replace(LEADS, edition.words.get("leaders", LEADS))


class Outcome(models.TextChoices):
    """What the authority made of a report."""

    ACCEPTED = "accepted", "已确认"
    DECLINED = "declined", "未予确认"


class ChangeQuerySet(models.QuerySet):
    def visible_to(self, person, *, on):
        """Those of one's own unit, of a studio one recommended, and of one's own authority."""
        own = person.unions_as(Role.CLERK, Role.CHAIR, on=on)
        screens = person.unions_as(Role.SCREENING_OFFICER, Role.CHAIR, on=on)
        above = person.unions_as(*OFFICE, *MONEY, on=on)
        seen = Q(title__studio__unit_union__in=own) | Q(title__authority__in=above)
        return self.filter(seen | Q(title__application__screenings__union__in=screens)).distinct()

    def standing(self):
        """What really changed: not what was declined or is still being looked at."""
        return self.filter(outcome=Outcome.ACCEPTED)

    def waiting(self):
        return self.filter(outcome="")


def told_along(person: Person, on) -> dict:
    """What a page says of changes, read along with the title itself and asking nothing more.

    An application nobody has handed in is its unit's own.
    """
    here = models.OuterRef("pk")
    changes = Change.objects.filter(title=here).order_by("-pk")
    said = JSONObject(pk="pk", kind="kind", before="before", former_title="former_title")
    answered = changes.standing().filter(Q(kind__in=ANSWERED) | ~Q(former_title=""))
    leaders = Leader.objects.filter(studio=models.OuterRef("studio")).order_by("pk")
    visible = Application.objects.visible_to(person, on=on).values("pk")
    live = Application.objects.live().filter(of_title=here, pk__in=visible).order_by("pk")
    whole = {"latest": answered, "reported": changes.waiting()}
    found = {name: Subquery(rows.values(plain=said)[:1]) for name, rows in whole.items()}
    for place in range(LEADERS_SHOWN):
        found[f"leader_{place}"] = Subquery(leaders.values("full_name")[place : place + 1])
    return found | {"changing": Subquery(live.values(plain=JSONObject(pk="pk"))[:1])}


class Change(models.Model):
    """One change of a named studio: from what, to what, since when, and what became of it."""

    title = models.ForeignKey("Title", models.PROTECT, verbose_name="称号", related_name="changes")
    kind = models.CharField("变更事项", max_length=12, choices=Kind)
    happened_on = models.DateField("变更日期")
    before = models.CharField("变更前", max_length=200, blank=True)
    after = models.CharField("变更后", max_length=200, blank=True)
    former_title = models.CharField("变更前的称号名称", max_length=80, blank=True)
    details = models.JSONField("变更内容", default=dict)
    reason = models.CharField("变更原因", max_length=500, blank=True)
    reported_by = models.ForeignKey(
        Person, models.PROTECT, verbose_name="报告人", null=True, related_name="+"
    )
    reported_on = models.DateField("报告日期")
    outcome = models.CharField("处理结果", max_length=8, choices=Outcome, blank=True)
    answer = models.CharField("处理说明", max_length=500, blank=True)
    answered_by = models.ForeignKey(
        Person, models.PROTECT, verbose_name="处理人", null=True, related_name="+"
    )
    answered_on = models.DateField("处理日期", null=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "变更"
        constraints = [
            models.UniqueConstraint(
                fields=["title", "kind"],
                condition=Q(outcome=""),
                name="one_report_of_a_kind_at_a_time",
                violation_error_message="已有一件同类的变更报告没有处理。",
            )
        ]

    def __str__(self):
        return f"{self.title.studio.title}：{self.label}"

    @property
    def label(self) -> str:
        return called(self.kind, self.title.edition)


class Changing(models.Model):
    """A title whose studio may change: another leader agreed to, a leader kept on."""

    leader_changed_on = models.DateField("更换领衔人日期", null=True, editable=False)
    kept_on = models.DateField("退休后继续保留的日期", null=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_held(self) -> bool:
        return self.state in HELD

    def road(self, on) -> Road:
        """How its text lets another leader come to it."""
        return self.edition.leader_change(Facts(on=on, settings=self.settings))

    def change_facts(self) -> dict:
        """What changes tell the rules: who leads and until when, where provisions turn on it."""
        if not self.turns_on_leaders:
            return {}
        content = self.filing_seen or filing_of(self.studio)
        said, days = known(content), [row["retires_on"] for row in content["leaders"]]
        told = {"leaders": said["leaders"], "direction": said["direction"]}
        return told | {"retires_on": min(filter(None, days), default=None)}

    @property
    def turns_on_leaders(self) -> bool:
        """Whether some provision of its text turns on who leads while the title is held."""
        return bool({"leaders", "retires_on"} & self.asked_of_leaders())

    def asked_of_leaders(self) -> frozenset[str]:
        """The facts that the steps on another leader, or one who retires, turn on."""
        return self.edition.step_facts("retitle") | self.edition.step_facts("keep_on")

    def agree_to(self, application, decision) -> None:
        """The decision on another leader says what its paper will say."""
        given = decision.particulars
        plain = {"before": leading(self.studio.leaders.order_by("pk"))}
        plain |= {"after": leading(application.content["leaders"]), "way": way_of(application)}
        says = self.says(decision.article, decision.decided_on, given, **plain)
        decision.particulars = {**given, PAPER: says | {"source": decision.source}}

    def says(self, article: str, on, given: dict, *, before: str, after: str, way: str) -> dict:
        """All that the paper on another leader says."""
        union, authority, edition = self.unit_union, self.authority.title, self.edition
        plain = {"issuer": authority, "addressee": union.title, "studio": self.studio.title}
        plain |= {"source": edition.source, "article": article, "way": way}
        plain |= {"before": before, "after": after, "title": self.title}
        retitled = given.get("composed_title", "")
        plain["retitled"] = "" if retitled == self.title else retitled
        plain["leads"] = edition.words.get("leaders", LEADS)
        return plain | {"on": shown(on), "printer": f"{authority}办公室"}

    def succeed(self, application, decision) -> None:
        """From this decision on the new leader leads; no second title and no new money."""
        on, says = decision.decided_on, decision.particulars[PAPER]
        hand_over(self.studio, application.copy)
        plain = {"kind": Kind.LEADER, "happened_on": on, "outcome": Outcome.ACCEPTED}
        plain |= {"before": says["before"], "after": says["after"], "reported_on": on}
        change = Change(title=self, **plain, answered_by=decision.person, answered_on=on)
        self.led_anew(change, on, says["retitled"])
        self.write_paper(decision)

    def led_anew(self, change: Change, on, retitled: str = "") -> None:
        """Keep the change; from that day on another leads, and stands in the name if composed."""
        if retitled:
            change.former_title, self.title = self.title, retitled
        change.save()
        self.leader_changed_on, self.kept_on = on, None
        self.save(update_fields=["leader_changed_on", "kept_on", "title"])

    def write_paper(self, decision) -> None:
        """Issue the decision on another leader under the number it was given."""
        on, number = decision.decided_on, decision.particulars["document_number"]
        if number == suggested_number(self.authority, WORD, on.year):
            next_number(self.authority, WORD, on.year)
        says = decision.particulars[PAPER]
        heading = f"关于同意{says['studio']}更换{says['leads']}的决定"[:120]
        draw_after_commit(issue(PAPER, heading, decision, on=on, number=number, about=self))


def way_of(application) -> str:
    """How an application for another leader came to be agreed to, in words."""
    edition = application.edition
    path = [step.label for name in PATH if (step := edition.step(name))]
    decide, body = edition.step("decide"), edition.words.get("deciding_body", "")
    way = "经" + "、".join(path) + (f"，由{body}{decide.label}" if decide else "")
    return way + ("，公示无异议" if edition.step("publicise") else "")
