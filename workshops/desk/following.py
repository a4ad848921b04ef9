"""What a recorded result asks for next: a warning to give or lift, an order, a title to end."""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from rules.base import Step
from workshops.titles.lifecycle import State
from workshops.titles.many import lay_beside
from workshops.titles.models import Title
from workshops.titles.outlook import LAWFUL, ways
from workshops.titles.years import Assessment
from workshops.unions.models import Person, Role

DECIDING = (Role.REVIEW_OFFICE, Role.SECRETARY)
ORDER = "order_rectification"  # lawful only once its day and its things are typed


def asking() -> Q:
    """Titles of which the last of some results failed, or that stand under a warning."""
    later = Q(year__gt=OuterRef("year")) | Q(year=OuterRef("year"), turn__gt=OuterRef("turn"))
    kept = Assessment.objects.filter(withdrawn_at=None)
    same = kept.filter(later, title=OuterRef("title"), duty=OuterRef("duty"))
    failed = kept.filter(Q(met=False) | Q(score__lt=F("pass_line")), title=OuterRef("pk"))
    found = Exists(failed.exclude(Exists(same)))
    return Q(state=State.YELLOW_CARDED) | Q(found, state=State.ACTIVE)


def following(titles: list[Title], person: Person, on: date) -> list[dict]:
    """For who takes the step: what the results of these titles ask for and nobody has done."""
    if titles:
        lay_beside(titles)
    return [
        _task(title, rule)
        for title in titles
        for rule in _steps(title, on)
        if title.authority_id in person.unions_as(rule.role, on=on)
    ]


def _steps(title: Title, on: date) -> list[Step]:
    """The steps that its results by themselves make lawful; none that rests on other grounds."""
    found = ways(title, title.own_facts(on)).items()
    names = {name for (name, _), level in found if level == LAWFUL or name == ORDER}
    return [rule for rule in title.edition.steps if rule.name in names]


def _task(title: Title, rule: Step) -> dict:
    return {
        "title": f"{title.studio.title}：{rule.label}",
        "url": reverse("title_step", args=[title.pk, rule.name]),
        "state_label": "待办理",
        "tone": "warn",
        "hint": f"{rule.asks}{rule.article}",
    }
