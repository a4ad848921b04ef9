"""Who stood on the roster of a titled studio on a day, told from its people and its changes."""

from datetime import date
from typing import NamedTuple

from django.db.models import Prefetch

from workshops.records.models import Decision
from workshops.titles.changing import LEADS, Change, Kind
from workshops.titles.lifecycle import State
from workshops.titles.models import Title

from .models import Whom

MOVES = (Kind.LEADER, Kind.JOINED, Kind.LEFT)


class OnRoster(NamedTuple):
    """Somebody on the roster: the name, leading or belonging, and since when if it is known."""

    name: str
    whom: Whom
    since: date | None


def read_along(titles):
    """These titles with what a roster is told from, however many there are."""
    moved = Change.objects.standing().filter(kind__in=MOVES).order_by("-happened_on", "-pk")
    people = ("studio__leaders", "studio__members")
    return titles.prefetch_related(*people, Prefetch("changes", moved, to_attr="moved"))


def moves(title: Title) -> list[Change]:
    """What moved its people, the latest first."""
    if not hasattr(title, "moved"):
        found = title.changes.standing().filter(kind__in=MOVES)
        title.moved = list(found.order_by("-happened_on", "-pk"))
    return title.moved


def team(title: Title) -> tuple[list[str], list[str]]:
    """The names of those who lead and those who belong today, read once."""
    if not hasattr(title, "team"):
        studio = title.studio
        title.team = tuple(
            [one.full_name for one in people.all()] for people in (studio.leaders, studio.members)
        )
    return title.team


def roster(title: Title, day: date) -> list[OnRoster]:
    """Who led and who belonged at the end of that day: today's people, each later move undone."""
    leaders, members = team(title)
    for move in moves(title):
        if move.happened_on <= day:
            break
        if move.kind == Kind.LEADER:
            leaders, came = move.before.split("、"), move.after.split("、")
            members = members + [one for one in filed(title) if one in came and one not in leaders]
        elif move.kind == Kind.JOINED:
            members = [name for name in members if name != move.after]
        else:
            members = [*members, move.before]
    return [
        *(OnRoster(name, Whom.LEADER, _since(title, name, day)) for name in leaders),
        *(OnRoster(name, Whom.MEMBER, _since(title, name, day)) for name in members),
    ]


def filed(title: Title) -> list[str]:
    """The members of the filing: who came to lead from among them had belonged before."""
    content = title.application.filing if title.application_id else {}
    return [row["full_name"] for row in content.get("members", ())]


def _since(title: Title, name: str, day: date) -> date | None:
    """The day of the last move by then that brought this person in; else that of the naming."""
    for move in moves(title):
        came = move.after.split("、") if move.kind != Kind.LEFT else ()
        was = move.before.split("、") if move.kind == Kind.LEADER else ()
        if move.happened_on <= day and name in came and name not in was:
            return move.happened_on
    return title.named_on


def everybody(title: Title) -> list[str]:
    """All who stand on the roster now or stood there since the naming, those of today first."""
    days = sorted({title.named_on, *(move.happened_on for move in moves(title))}, reverse=True)
    found = [one.name for day in (date.max, *days) for one in roster(title, day)]
    return list(dict.fromkeys(found))


def called(whom: Whom, title: Title) -> str:
    """Leading or belonging, in the text's own word."""
    return title.edition.words.get("leaders", LEADS) if whom == Whom.LEADER else whom.label


def held_on(titles, day: date) -> list[int]:
    """The keys of those of these titles that were held on that day, in order."""
    named = titles.filter(named_on__lte=day).exclude(state=State.LEGACY).order_by("pk")
    found = dict(named.values_list("pk", "state"))
    gone = [key for key, state in found.items() if state == State.REVOKED]
    ends = Decision.objects.filter(subject_type=Title._meta.label_lower, subject_id__in=gone)
    ended = dict(ends.filter(step="delist").values_list("subject_id", "decided_on")) if gone else {}
    return [key for key in found if key not in gone or ended.get(key, day) > day]
