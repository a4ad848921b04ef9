"""Find what falls due and what is late; meant for every night, harmless at any time."""

from datetime import date

from django.core.management.base import BaseCommand, CommandError

from workshops import clock
from workshops.titles.reminders import remind


class Command(BaseCommand):
    help = "找出将到期和已逾期的事项，提醒有关工会；每晚运行一次，多运行几次也不会重复。"

    def add_arguments(self, parser):
        parser.add_argument("--on", help="按哪一天计算，写作 2027-12-01；不写就是今天")

    def handle(self, *, on, **options):
        try:
            day = date.fromisoformat(on) if on else clock.today()
        except ValueError as wrong:
            raise CommandError("日期写作 2027-12-01。") from wrong
        self.stdout.write(f"新增提醒{remind(day)}条。")
