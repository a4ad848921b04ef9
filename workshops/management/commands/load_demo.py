"""Loads the demo city: invented unions, people and studios for every jurisdiction."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from workshops import clock
from workshops.management.demo_city import lay_out
from workshops.management.sample_papers import draw
from workshops.unions.models import Person


class Command(BaseCommand):
    """`manage.py load_demo [--if-empty]`."""

    help = "Load the demo city (only in the demo, only where nobody real is kept)."

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing when there are people already"
        )

    def handle(self, *args, if_empty=False, **options):
        if not settings.DEMO:
            raise CommandError("演示数据只能载入演示环境；正式运行请用 create_administrator。")
        if if_empty and Person.objects.exists():
            return
        if Person.objects.filter(is_demo=False).exists():
            raise CommandError("这里已有真实人员，不能载入演示数据；请另用一个空的数据目录。")
        if Person.objects.exists():
            raise CommandError("演示数据已经载入。要重新开始，请停下服务后删除演示数据目录。")
        counts = lay_out(at=clock.now())
        words = "、".join(f"{name}{count}" for name, count in counts.items())
        self.stdout.write(f"Demo city loaded / 演示城市已载入：{words}（全部虚构）")
        folder = settings.DATA / "samples"
        if draw(folder):
            self.stdout.write(f"Papers to hand in / 可供上传的示例材料：{folder}")
