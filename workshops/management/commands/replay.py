"""Tries other readings on every open file and title, and prints what would change."""

import os
from contextlib import suppress
from datetime import date

from django.core.management.base import BaseCommand, CommandError

import rules
from rules.base import Edition
from rules.money import figures
from workshops import clock
from workshops.applications.amendments import Trial
from workshops.applications.calling import edition_for
from workshops.titles.differences import KINDS
from workshops.titles.replay import Proposal, Replay
from workshops.titles.trials import Stale, work_out
from workshops.unions.models import Kind, TradeUnion

KIND = 10  # how far a trial steps back behind the server's own processes


class Command(BaseCommand):
    """`manage.py replay --jurisdiction CODE --readings KEY=READING …`, or a change's own trial."""

    help = "Count whose verdict, duties or money other readings would change; nothing is written."

    def add_arguments(self, parser):
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--jurisdiction", help="the code of a regulation")
        which.add_argument("--trial", type=int, help="a trial begun on the page of a change")
        parser.add_argument("--readings", nargs="*", default=[], metavar="KEY=READING")
        parser.add_argument(
            "--edition", default="", help="the key of an edition; else the one in force"
        )
        parser.add_argument("--on", type=date.fromisoformat, help="as of this day; else today")

    def handle(self, *args, jurisdiction, readings, edition, on, trial=None, **options):
        if trial is not None:
            self._work_out(trial)
            return
        regulation = rules.regulations().get(jurisdiction)
        if regulation is None:
            known = "、".join(rules.regulations())
            raise CommandError(f"没有“{jurisdiction}”的办法；已有：{known}")
        on = on or clock.today()
        found = TradeUnion.objects.filter(jurisdiction=jurisdiction, kind=Kind.AUTHORITY)
        for authority in found.order_by("pk"):
            self._replay(authority, self._proposal(authority, edition, readings, on), on)

    def _work_out(self, pk: int) -> None:
        """The trial with that key, kindly to the pages that are served beside it."""
        os.nice(KIND)
        trial = Trial.objects.filter(pk=pk, finished_at=None).first()
        if trial is None:
            raise CommandError(f"没有待完成的试算“{pk}”")
        with suppress(Stale):
            work_out(trial, clock.now)

    def _proposal(self, authority, key: str, asked: list[str], on: date) -> Proposal:
        current = edition_for(authority, on=on)
        found = {one.key: one for one in authority.regulation.editions}
        if key and key not in found:
            raise CommandError(f"没有版本“{key}”；已有：{'、'.join(found)}")
        edition = found.get(key, current)
        return Proposal(authority, edition, chosen(edition, asked), edition != current)

    def _replay(self, authority, proposal: Proposal, on: date) -> None:
        replay = Replay(proposal, on, told=self._told)
        for _ in replay.differences():
            pass
        counts = replay.counts()
        self.stdout.write(f"{authority}：申报{counts['applications']}件、称号{counts['titles']}件")
        for kind, word in KINDS.items():
            self.stdout.write(f"  {word}有变化：{counts[kind]}件")
        self.stdout.write(f"  应拨付总额的变化：{figures(counts['fen'])}元")

    def _told(self, done: int) -> None:
        self.stderr.write(f"… {done}")


def chosen(edition: Edition, asked: list[str]) -> dict:
    """The readings named on the command line, each by its code or its words."""
    found = {}
    for setting in asked:
        key, _, wanted = setting.partition("=")
        point = next((one for one in edition.parameters if one.key == key), None)
        if point is None:
            raise CommandError(
                f"办法没有参数“{key}”；已有：{'、'.join(p.key for p in edition.parameters)}"
            )
        named = {f"{reading}": reading for reading in point.readings}
        named |= {point.said(reading): reading for reading in point.readings}
        if wanted not in named:
            raise CommandError(f"参数“{key}”没有读法“{wanted}”；可选：{'、'.join(named)}")
        found[key] = named[wanted]
    return found
