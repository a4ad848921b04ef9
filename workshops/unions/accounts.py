"""How people come in: accounts are given by an administrator, nobody signs up."""

from itertools import groupby

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from .models import Appointment

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ANCESTORS = "union__parent__parent__parent"  # a union unit, its screening levels, its authority


class ClosedAdapter(DefaultAccountAdapter):
    """Login without sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody opens an account alone."""
        return False


def demo_people(on) -> list[dict]:
    """The demo's people by authority and union, as the login page offers them."""
    posts = Appointment.objects.in_force(on).filter(person__is_demo=True, person__is_active=True)
    posts = posts.select_related("person", ANCESTORS).order_by("union_id", "pk")
    groups = [
        {"union": union.title, "jurisdiction_name": place(union), "people": _people(own)}
        for union, own in groupby(posts, key=lambda post: post.union)
    ]
    return sorted(groups, key=lambda group: UNLOADED in group["jurisdiction_name"])


UNLOADED = "本地区办法尚未装入本系统"


def place(union) -> str:
    """The naming authority a union belongs to, and whether its regulation is here."""
    regulation = union.regulation
    return f"{union.authority}（{f'适用{regulation.name}办法' if regulation else UNLOADED}）"


def _people(posts) -> list[dict]:
    """One line a person, with all roles in that union."""
    lines: dict[int, dict] = {}
    for post in posts:
        person = post.person
        line = lines.setdefault(
            person.pk, {"pk": person.pk, "full_name": person.full_name, "roles": []}
        )
        line["roles"].append(post.role_label)
    return list(lines.values())
