"""Plays a year of an authority's money in the demo, then counts it again from the raw rows."""

from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from rules.money import figures
from subsidies.management.cast import Unplayable
from subsidies.management.recount import recount
from subsidies.management.year import play
from workshops.clock import demo_day, move_to


class Command(BaseCommand):
    """`manage.py play_year nanchang --studios 30 --year 2026`."""

    help = "Play a year of money through the real acts (only in the demo), and count it again."

    def add_arguments(self, parser):
        parser.add_argument("code", help="the regulation, such as the name of its file in rules/")
        parser.add_argument("--studios", type=int, default=30, help="named by filing")
        parser.add_argument(
            "--direct", type=int, nargs="*", default=[], help="of each type named from a roll"
        )
        parser.add_argument("--year", type=int, default=2026)

    def handle(self, *args, code, studios, direct, year, **options):
        if not settings.DEMO:
            raise CommandError("只能在演示环境里走一年；正式数据不受影响。")
        if studios < 2:
            raise CommandError("至少要两个工作室。")
        try:
            played = play(code, year, studios, direct)
        except Unplayable as why:
            raise CommandError(str(why)) from why
        move_to(max(demo_day(), date(year, 12, 16)))
        self.told(played)

    def told(self, played) -> None:
        """The figures, each beside its recount; fails where any differs."""
        lines = recount(played.authority, played.year)
        self.stdout.write(f"{played.authority}{played.year}年：{played.titles}个工作室")
        self.stdout.write(f"退汇重付{played.bounced}笔；依办法拒绝的支出：{played.refused or '无'}")
        self.stdout.write(f"追回：{'已通知并还清' if played.recovered else '办法没有规定'}")
        for line in lines:
            said, counted = figures(line.said), figures(line.counted)
            self.stdout.write(
                f"{'一致' if line.agrees else '不符'}  {line.label}：{said}　逐行重算：{counted}"
            )
        if not all(line.agrees for line in lines):
            raise CommandError("有不符的数，见上。")
        self.stdout.write("全部一致，分文不差。")
