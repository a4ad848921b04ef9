"""Who must not score whom: found in posts, in the roster, and in what experts declared."""

from dataclasses import dataclass

from workshops.applications.models import Application
from workshops.unions.models import Appointment, Person, Role


@dataclass(frozen=True)
class Candidate:
    """An expert of the authority and why he must not score this file; empty if he may."""

    expert: Person
    posts: str
    conflict: str


def candidates(application: Application, *, on) -> list[Candidate]:
    """Every expert the authority has that day, each held against this file."""
    seats = (
        Appointment.objects.in_force(on)
        .filter(union=application.call.authority_id, role=Role.EXPERT)
        .select_related("person")
        .prefetch_related("person__appointments__union")
        .order_by("person__full_name", "pk")
    )
    ties = Ties.of(application)
    return [
        Candidate(seat.person, _other_posts(seat.person, on), ties.conflict(seat.person))
        for seat in seats
    ]


def _other_posts(person: Person, on) -> str:
    held = [p for p in person.appointments.all() if p.role != Role.EXPERT]
    return "；".join(str(p) for p in held if p.until_on is None or p.until_on >= on)


@dataclass(frozen=True)
class Ties:
    """What binds people to one file: its unit, its recommenders, its roster, what was declared."""

    unit_union_id: int
    unit: str
    screeners: frozenset[int]
    roster: dict[str, str]
    declared: frozenset[int]

    @classmethod
    def of(cls, application: Application) -> "Ties":
        content, union = application.content, application.unit_union
        roster = {row["full_name"]: "成员" for row in content["members"]}
        roster |= {row["full_name"]: "领衔人" for row in content["leaders"]}
        declared = application.recusals.values_list("expert_id", flat=True)
        screeners = frozenset(application.screener_ids)
        return cls(union.pk, union.unit, screeners, roster, frozenset(declared))

    def conflict(self, expert: Person) -> str:
        """Why this expert must stand aside; posts he once held count as well."""
        if expert.pk in self.declared:
            return "本人已申报回避"
        if expert.full_name in self.roster:
            return f"与工作室{self.roster[expert.full_name]}姓名相同"
        found = (self._through(post) for post in expert.appointments.all())
        return next(filter(None, found), "")

    def _through(self, post: Appointment) -> str:
        union = post.union
        if union.pk == self.unit_union_id or (self.unit and union.unit == self.unit):
            return f"与申报单位同一单位（{post}）"
        if union.pk in self.screeners:
            return f"在推荐工会任职（{post}）"
        return ""
