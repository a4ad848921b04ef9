"""Reads the scripts of years, and lays beside each what the software says of the same days."""

import tomllib
from functools import cache
from itertools import groupby
from pathlib import Path

from django.core.management import call_command

from workshops.clock import move_to
from workshops.records.models import Paper
from workshops.studios.copying import leading
from workshops.titles.duties import laid_out
from workshops.titles.endings import open_grounds
from workshops.titles.ladder import still_open
from workshops.titles.lifecycle import HELD
from workshops.titles.reminders import Reminder

from . import money
from .lived import Lived

HERE = Path(__file__).parent
SEEN = ("tells", "stands", "due", "late", "money", "papers", "grounds", "cites")
SEEN += ("leads", "called", "barred", "ledger", "bears")


@cache
def lives() -> list[tuple[str, dict]]:
    """Every life of every text: its code and what the script says."""
    found = []
    for path in sorted(HERE.glob("*.toml")):
        file = tomllib.loads(path.read_text(encoding="utf-8"))
        found += [(path.stem, one) for one in file["life"]]
    return found


def days(life: dict):
    """The days of a life in their order, each with its lines."""
    listed = life["days"]
    assert listed == sorted(listed, key=lambda line: line["on"]), f"{life['title']}：日期次序不对"
    return groupby(listed, key=lambda line: line["on"])


class Watched(Lived):
    """A life, and what there is to see of it at the end of each day."""

    def __init__(self, town):
        super().__init__(town)
        self.papers_seen = set()

    def night(self, on) -> list[str]:
        """The nightly round of that day: what it newly says, and to whom."""
        move_to(on)
        before = set(Reminder.objects.values_list("pk", flat=True))
        call_command("remind", stdout=Nowhere())
        new = Reminder.objects.exclude(pk__in=before).order_by("due_on", "duty", "pk")
        told = groupby(new, key=lambda one: f"{one.label}{one.get_stage_display()}")
        return [f"{what}：{'、'.join(map(self.who, rows))}" for what, rows in told]

    def who(self, one: Reminder) -> str:
        """Whom it tells, by the seat and not by the invented name."""
        own = {self.town.unit.pk: "单位", self.town.authority.pk: "命名机关"}
        chain = [union.pk for union in self.title.recommending_unions]
        below = "推荐工会" if one.union_id == chain[-1] else "县级工会"
        return own.get(one.union_id, below)

    def seen(self, line: dict, tells: list[str]) -> dict:
        """What the software says of everything this line speaks of."""
        title, on = self.title, line["on"]
        found = {"tells": tells, "stands": title.get_state_display()}
        lines = still_open(laid_out(title, on)) if title.state in HELD else []
        found["due"] = [said(one) for one in lines if not one.is_late(on)]
        found["late"] = [said(one) for one in lines if one.is_late(on)]
        found["money"] = money.standings(title, on)
        found["ledger"] = money.ledger(title)
        found["bears"] = list(title.further_titles.values_list("title", flat=True))
        found["grounds"] = open_grounds(title, on)
        found["papers"] = self.papers() if "papers" in line else []
        found["cites"] = self.cited() if "cites" in line else ""
        found["leads"] = leading(title.studio.leaders.order_by("pk"))
        found["called"] = title.title
        found["barred"] = bool(title.studio.barred_by)
        return found

    def papers(self) -> list[str]:
        """What was issued since the script last asked, without the name of the studio."""
        new = Paper.objects.exclude(pk__in=self.papers_seen).order_by("pk")
        self.papers_seen |= {paper.pk for paper in new}
        return [paper.title.replace(self.title.studio.title, "") for paper in new]


def said(line) -> str:
    return f"{line.due_on} {line.duty.label}"


class Nowhere:
    """Takes what a command says and keeps none of it."""

    def write(self, words):
        return len(words)
