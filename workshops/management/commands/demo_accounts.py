"""Prints the demo people and their password."""

from itertools import groupby

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from workshops import clock
from workshops.management.demo_city import PASSWORD
from workshops.unions.models import Appointment


class Command(BaseCommand):
    """`manage.py demo_accounts [--all]`."""

    help = "Print the demo accounts (only in the demo)."

    def add_arguments(self, parser):
        parser.add_argument(
            "--all", action="store_true", help="also where no regulation is loaded yet"
        )

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("只有演示环境才有演示人员。")
        posts = Appointment.objects.filter(person__is_demo=True).in_force(clock.today())
        posts = posts.select_related("person", "union").order_by("union_id", "pk")
        self.stdout.write(
            f"Demo accounts, password for all / 演示账号，口令都是：{PASSWORD}"
            "（登录页上点人名即可进入，不用输口令）"
        )
        for union, own in groupby(posts, key=lambda post: post.union):
            if union.regulation or options["all"]:
                lines = (f"{p.role_label} {p.person.full_name} {p.person.username}" for p in own)
                self.stdout.write(f"  {union}：{'；'.join(lines)}")
        if not options["all"]:
            self.stdout.write("  More / 其余各地的人员：见登录页，或 manage.py demo_accounts --all")
