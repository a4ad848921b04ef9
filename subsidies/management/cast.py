"""Who acts in a played year, and on which days: invented people of the demo, a calendar of days."""

from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import count
from zoneinfo import ZoneInfo

from django.core.files.uploadedfile import SimpleUploadedFile

from rules.base import Edition
from rules.verdict import Force
from workshops.applications.calls import Call
from workshops.unions.models import Appointment, Person, Role, TradeUnion

SHANGHAI = ZoneInfo("Asia/Shanghai")
PAPER = b"%PDF-1.4\n%%EOF\n"
SURNAMES = "沈顾陆秦许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚"
GIVEN = ("远帆", "知行", "明朗", "若谷", "清和", "守真")


class Unplayable(Exception):
    """The year cannot be played here; says why and what to do."""


def paper(title: str) -> SimpleUploadedFile:
    """A small paper to hand in."""
    return SimpleUploadedFile(f"{title}.pdf", PAPER)


@dataclass
class Cast:
    """One authority of the demo with its call, the year that is played, and whoever acts there."""

    call: Call
    year: int
    names: count = field(default_factory=count)

    @property
    def authority(self) -> TradeUnion:
        return self.call.authority

    @property
    def edition(self) -> Edition:
        return self.call.edition

    def when(self, month: int, day: int) -> dict:
        """That day of the year at nine, as acts are told it."""
        on = date(self.year, month, day)
        return {"on": on, "at": datetime(on.year, month, day, 9, tzinfo=SHANGHAI)}

    def holder(self, role: str, union: TradeUnion | None = None, *, other=None) -> Person:
        """Whoever holds that post there, not being `other`; an empty post is filled."""
        union = union or self.authority
        posts = Appointment.objects.in_force(date(self.year, 1, 1))
        posts = posts.filter(union=union, role=role).exclude(person=other)
        post = posts.select_related("person").order_by("pk").first()
        return post.person if post else self.appointed(role, union)

    def appointed(self, role: str, union: TradeUnion) -> Person:
        """One more invented person, in that post since the year before."""
        person = Person(
            username=f"y{union.pk}.{role}.{union.appointments.count()}",
            full_name=self.name(),
            is_demo=True,
        )
        person.set_unusable_password()
        person.save()
        since = date(self.year - 1, 1, 1)
        Appointment.objects.create(person=person, union=union, role=Role(role), from_on=since)
        return person

    def name(self) -> str:
        """An invented name that nobody else of this year bears."""
        place = next(self.names)
        given = GIVEN[place // len(SURNAMES) % len(GIVEN)]
        return SURNAMES[place % len(SURNAMES)] + given


def judged(rule) -> dict:
    """Every judgement a step asks of a person, found met."""
    asked = (one for one in rule.requires if one.force is Force.JUDGED)
    return {one.id: {"met": True, "by": "演示审查员", "remark": "已查看材料"} for one in asked}


def excused(rule) -> dict:
    """A reason for every provision of a step that lets one pass with a reason."""
    return {
        one.id: "经研究，本年度照此办理（示例）" for one in rule.requires if one.force is Force.SOFT
    }
