"""How far a named studio is from the conditions it was named under, computed from today's rows."""

from dataclasses import replace
from datetime import date

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rules.base import Edition
from rules.verdict import TO_JUDGE, Finding, Requirement, Verdict
from workshops import clock
from workshops.records.actions import slots_of
from workshops.studios.filing import filing_of, known
from workshops.studios.ledgers import Tally, ledger_counts
from workshops.studios.models import Studio
from workshops.studios.reach import kinds_read
from workshops.unions.models import Person, Role

from .duties import OWNERS
from .lifecycle import HELD
from .models import Title
from .views import way
from .year_views import seen

FILED, SCREENED = "submit", "recommend"
DIRECT = "name_directly"


def conditions(edition: Edition, *, filed: bool) -> tuple[Requirement, ...]:
    """The provisions on the studio itself, not on its filing: those asked of it again and again.

    They are what filing and recommending both ask; where no filing was, what the direct naming
    asks of the studio and filing asks too.
    """
    first = edition.step(FILED if filed else DIRECT)
    second = edition.step(SCREENED if filed else FILED)
    if first is None or second is None:
        return ()
    both = {requirement.id for requirement in second.requires}
    return tuple(requirement for requirement in first.requires if requirement.id in both)


def found_today(title: Title, on: date) -> list[Finding]:
    """Each condition held against the studio as it stands; the judged ones wait for a visit."""
    filed = title.application_id is not None or title.edition.step(DIRECT) is None
    facts = replace(title.known_facts(on), **known(filing_of(title.studio)))
    if title.application is not None:
        facts = replace(facts, materials=slots_of(title.application))
    found = [row.judge(facts, judging=False) for row in conditions(title.edition, filed=filed)]
    who = judges_later(title.edition)
    return [
        one._replace(shown="命名以后还没有判定", remedy=who) if one.outcome is TO_JUDGE else one
        for one in found
    ]


def judges_later(edition: Edition) -> str:
    """Who judges once it is named: whoever checks it by the text, and no longer who screened it."""
    checks = [duty for duty in edition.duties if duty.found]
    seats = dict.fromkeys(duty.seat for duty in checks)
    labels = {s: "、".join(duty.label for duty in checks if duty.seat is s) for s in seats}
    return (
        "；".join(f"{labels[seat]}时由{OWNERS[seat]}判定" for seat in seats)
        or "检查时由命名机关判定"
    )


def this_year(title: Title, person: Person, on: date) -> list[dict]:
    """What the ledgers hold of the year, kind by kind, each with where its rows are."""
    if not Studio.objects.with_ledgers_for(person, on=on).filter(pk=title.studio_id).exists():
        return []
    counts, found = ledger_counts(title.studio, on.year), []
    for ledger in title.edition.ledgers:
        for code, words in kinds_read(ledger, person, on):
            tally = counts.get((ledger.key, code), Tally())
            url = reverse("ledger", args=[title.studio_id, ledger.key])
            row = {"ledger": ledger.label, "words": words, "tally": tally}
            found.append(row | {"url": f"{url}?kind={code}&year={on.year}"})
    return found


@require_safe
def title_today(request, pk):
    """What would be found if somebody came to check today, and what the ledgers say this year."""
    one, on = seen(request, pk), clock.today()
    found = found_today(one, on)
    verdict = Verdict(one.edition.source, "today", "命名时的条件", "", tuple(found))
    unions = request.user.unions_as(Role.CLERK, on=on)
    own = one.state in HELD and one.studio.unit_union_id in unions
    page = {
        "title": one,
        "verdict": verdict,
        "ledgers": this_year(one, request.user, on),
        "own": own,
    }
    page |= {"lacking": sum(finding.blocks for finding in found), "year": on.year}
    return render(request, "titles/today.html", page | {"crumbs": way(one, "对照条件")})
