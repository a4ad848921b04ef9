"""Begins a real installation: the naming authority's union and its first administrator."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

import rules
from rules.facts import Level
from workshops import clock
from workshops.desk.staff import one_time_password
from workshops.records.actions import record
from workshops.unions.models import Appointment, Kind, Person, Role, TradeUnion


class Command(BaseCommand):
    """`manage.py create_administrator USERNAME NAME --union TITLE --jurisdiction CODE`."""

    help = "Create the naming authority (if absent) and its first administrator."

    def add_arguments(self, parser):
        codes = "、".join(f"{code}（{name}）" for code, name in rules.choices())
        parser.add_argument("username", help="登录名")
        parser.add_argument("full_name", help="姓名")
        parser.add_argument("--union", required=True, help="命名机关工会名称，如 某某市总工会")
        parser.add_argument("--jurisdiction", required=True, help=f"适用办法：{codes}")
        parser.add_argument("--level", type=int, default=int(Level.PREFECTURE), help=levels())
        parser.add_argument("--prefix", default="", help="机关代字，如 某工")

    def handle(self, *args, **options):
        if options["jurisdiction"] not in dict(rules.choices()):
            raise CommandError(
                f"没有装入这部办法：{options['jurisdiction']}；用 --help 查看可选的。"
            )
        if options["level"] not in {int(level) for level in Level}:
            raise CommandError(f"层级须为：{levels()}")
        if Person.objects.filter(username=options["username"]).exists():
            raise CommandError("这个登录名已经有人使用，请换一个。")
        password = one_time_password()
        with transaction.atomic():
            self._appoint(options, password)
        self.stdout.write(f"已建立系统管理员：登录名 {options['username']}，一次性口令 {password}")
        self.stdout.write("请当面交给本人，首次登录后立即修改；这个口令不会再显示。")

    def _appoint(self, options, password):
        union, _ = TradeUnion.objects.get_or_create(
            title=options["union"],
            defaults={
                "kind": Kind.AUTHORITY,
                "level": options["level"],
                "jurisdiction": options["jurisdiction"],
                "document_prefix": options["prefix"],
            },
        )
        if union.appointments.filter(role=Role.ADMINISTRATOR, until_on=None).exists():
            raise CommandError("这个工会已有系统管理员，请由他在“人员”页面添加其他人。")
        person = Person.objects.create_user(
            options["username"], password=password, full_name=options["full_name"]
        )
        post = Appointment.objects.create(
            person=person, union=union, role=Role.ADMINISTRATOR, from_on=clock.today()
        )
        record("建立首位管理员", union, by=person, post=post, at=clock.now())


def levels() -> str:
    """The ranks a union may have, by number."""
    return "、".join(f"{int(level)} {level.label}" for level in Level)
