"""Who stands for naming in a call, what still stands in the way, and what the decision says."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Count, Max, Q, QuerySet

from rules.base import Step
from rules.facts import Facts, shown
from rules.verdict import Verdict
from workshops.applications.calls import Call
from workshops.applications.models import Application
from workshops.records.actions import suggested_number
from workshops.studios.filing import known
from workshops.unions.models import Appointment, Person

from .models import Title

KIND, WORD = "naming_decision", "字"
PATH = ("submit", "recommend", "review", "shortlist")


@dataclass(frozen=True)
class Candidate:
    """One application up for naming, with the verdict on naming it today."""

    application: Application
    verdict: Verdict

    @property
    def is_ready(self) -> bool:
        return bool(self.verdict)

    @property
    def why_not(self) -> str:
        """What stands in the way and what would change it."""
        return "；".join(f"{f.shown}。{f.remedy}" for f in self.verdict.blocking)


def naming_post(call: Call, person: Person, on: date) -> Appointment | None:
    """The post in which this person may name in this call, or None."""
    rule = call.edition.step("name")
    posts = (p for p in person.posts(on) if rule and p.role == rule.role)
    return next((p for p in posts if p.union_id == call.authority_id), None)


def up_for_naming(call: Call) -> QuerySet[Application]:
    """The applications that stand where the text names, best first."""
    open_ones = Count("objections", filter=Q(objections__finding=""), distinct=True)
    upheld = Count("objections", filter=Q(objections__finding="upheld"), distinct=True)
    rule = call.edition.step("name")
    found = call.applications.filter(of_title=None, state__in=rule.sources if rule else ())
    return (
        found.select_related("studio__unit_union", "call__authority")
        .annotate(last_day=Max("postings__last_day"), open_ones=open_ones, upheld=upheld)
        .order_by("rank", "pk")
    )


def facts_of(application: Application, on: date, named_this_year: int | None) -> Facts:
    """What naming looks at, read for all candidates in one query; the act itself reads it anew."""
    call = application.call
    return Facts(
        on=on,
        named_this_year=named_this_year,
        decided_year=call.year,
        score=application.score,
        shortlist_line=call.shortlist_line,
        target=call.target,
        posting_days=call.posting_days,
        submitted_on=application.submitted_on,
        last_posting_day=application.last_day,
        open_objections=application.open_ones,
        upheld_objections=application.upheld,
        barred=bool(application.studio.barred_by),
        settings=call.readings,
        **known(application.content),
    )


def candidates(call: Call, on: date, form_kind) -> list[Candidate]:
    """Everybody up for naming; what the form will ask does not stand in the way yet."""
    rule, edition, found = call.edition.step("name"), call.edition, []
    named = call.named_in(on.year) if call.counts_names else None
    for application in up_for_naming(call):
        facts = facts_of(application, on, named)
        verdict = form_kind.before(edition.judge("name", facts), rule, facts)
        found.append(Candidate(application, verdict))
    return found


def suggested_document_number(call: Call, on: date) -> str:
    """The next number of the authority's own series; it may be typed over."""
    return suggested_number(call.authority, WORD, on.year)


def suggested_plaques(call: Call, on: date, count: int) -> list[str]:
    """Plaque numbers that follow those given this year: 2026-001, 2026-002, …"""
    given = set(
        Title.objects.filter(authority=call.authority).values_list("plaque_number", flat=True)
    )
    free = (f"{on.year}-{place:03}" for place in range(1, len(given) + count + 1))
    return [number for number in free if number not in given][:count]


def decision_says(
    call: Call, applications: list[Application], on: date, composed: dict | None = None
) -> dict:
    """All that the naming decision says: its basis, the way here, the named by recommender.

    `composed` holds the name each application is given, where the text composes one.
    """
    edition, authority = call.edition, call.authority.title
    path = [edition.step(name) for name in PATH[: 3 if edition.is_scored else 4]]
    decide = edition.step("decide")
    return {
        "issuer": authority,
        "plaque": edition.plaque,
        "year": call.year,
        "source": edition.source,
        "article": edition.step("name").article,
        "deciding_body": edition.words.get("deciding_body", "") if decide else "",
        "deciding": decide.label if decide else "",
        "posted": edition.step("publicise") is not None,
        "path": [step.label for step in path if isinstance(step, Step)],
        "groups": grouped(applications, composed or {}),
        "count": len(applications),
        "printer": f"{authority}办公室",
        "on": shown(on),
    }


def grouped(applications: list[Application], composed: dict) -> list[dict]:
    """The named by the union that recommended them, in the order of their names."""
    rows = sorted((last_recommender(one), one.rank or 0, one.pk, one) for one in applications)
    return [
        {"union": union, "studios": [studio_line(one, composed) for *_, one in group]}
        for union, group in groupby(rows, key=lambda row: row[0])
    ]


def studio_line(application: Application, composed: dict) -> dict:
    union = application.studio.unit_union
    title = composed.get(application.pk) or application.studio.title
    return {"title": title, "unit": union.unit or union.title}


def suggested_title(application: Application, on: date) -> str:
    """The name the text composes for a studio, where it does; it may be typed over."""
    edition = application.edition
    if "composed_title" not in edition.step_facts("name"):
        return ""
    composed = edition.compose(application.known_facts(on)) if edition.compose else ""
    return composed or application.studio.title


def last_recommender(application: Application) -> str:
    """The union that sent the application up to the authority."""
    chain = application.screenings.order_by("-level")
    return chain.values_list("union__title", flat=True).first() or ""
