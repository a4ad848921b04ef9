"""Staff: adding people, appointing them, ending a post, closing an account; each act recorded."""

import secrets
import string
from datetime import date, datetime

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Q

from workshops.records.actions import record
from workshops.unions.models import Appointment, Person, Role

LETTERS = "".join(sorted(set(string.ascii_letters + string.digits) - set("0O1lI")))
# Whoever gives out posts takes none of those that decide or move money (三员分立).
KEPT_APART = (
    Role.SCREENING_OFFICER,
    Role.REVIEW_OFFICE,
    Role.EXPERT,
    Role.SECRETARY,
    Role.FINANCE_CLERK,
    Role.FINANCE_APPROVER,
    Role.AUDITOR,
)


class NotAllowed(Exception):
    """The act would break a rule of the house; says which, in words for the screen."""


def one_time_password() -> str:
    """A password that can be read out: no 0, O, 1, l, I."""
    return "".join(secrets.choice(LETTERS) for _ in range(16))


@transaction.atomic
def add(person: Person, post: Appointment, *, by: Person, under: Appointment, at: datetime) -> str:
    """Keep a new person with a first post and return the password to hand over."""
    password = one_time_password()
    person.set_password(password)
    person.save()
    record("添加人员", person, by=by, post=under, at=at, after={"username": person.username})
    post.person = person
    appoint(post, by=by, under=under, at=at)
    return password


@transaction.atomic
def appoint(post: Appointment, *, by: Person, under: Appointment, at: datetime) -> None:
    """Give somebody a post; raises NotAllowed where posts must be kept apart."""
    refuse_together(post)
    post.save()
    record("任职", post.person, by=by, post=under, at=at, after=_said(post))


def refuse_together(post: Appointment) -> None:
    """Raise NotAllowed where the new post and one held at the same time must be kept apart."""
    others = _overlapping(post)
    if post.role == Role.ADMINISTRATOR:
        clash = others.filter(role__in=KEPT_APART).first()
    elif post.role in KEPT_APART:
        clash = others.filter(role=Role.ADMINISTRATOR).first()
    else:
        clash = None
    if clash:
        raise NotAllowed(
            f"{post.person}在同一时期任{clash}，不能再任{post.role_label}："
            "系统管理员不得兼任审查评审、财务和经审岗位。请先结束原岗位，或另选他人。"
        )


def _overlapping(post: Appointment):
    others = Appointment.objects.filter(person=post.person).select_related("union")
    others = others.filter(Q(until_on=None) | Q(until_on__gte=post.from_on))
    return others.filter(from_on__lte=post.until_on) if post.until_on else others


@transaction.atomic
def end(post: Appointment, last: date, *, by: Person, under: Appointment, at: datetime) -> None:
    """End a post after its last day; raises NotAllowed for the last administrator."""
    if post.role == Role.ADMINISTRATOR:
        _refuse_last([post])
    before = _said(post)
    post.until_on = last
    post.save()
    record("离任", post.person, by=by, post=under, at=at, before=before, after=_said(post))


@transaction.atomic
def close_account(person: Person, *, by: Person, under: Appointment, at: datetime, on) -> None:
    """Keep somebody from signing in; raises NotAllowed for oneself or a last administrator."""
    if person == by:
        raise NotAllowed("不能停用自己的账号，请由另一位系统管理员办理。")
    _refuse_last([p for p in person.posts(on) if p.role == Role.ADMINISTRATOR])
    person.is_active = False
    person.save(update_fields=["is_active"])
    record("停用账号", person, by=by, post=under, at=at)


@transaction.atomic
def reopen_account(person: Person, *, by: Person, under: Appointment, at: datetime) -> None:
    """Let somebody sign in again."""
    person.is_active = True
    person.save(update_fields=["is_active"])
    record("恢复账号", person, by=by, post=under, at=at)


@transaction.atomic
def renew_password(person: Person, *, by: Person, under: Appointment, at: datetime) -> str:
    """Give a new one-time password; whoever is signed in with the old one is signed out."""
    password = one_time_password()
    person.set_password(password)
    person.save(update_fields=["password"])
    record("重设口令", person, by=by, post=under, at=at)
    return password


def has_second_factor(person: Person) -> bool:
    """Whether this person is asked for a code at the door."""
    return Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists()


@transaction.atomic
def drop_second_factor(person: Person, *, by: Person, under: Appointment, at: datetime) -> None:
    """Take away a lost phone's codes with the recovery codes; raises NotAllowed for oneself."""
    if person == by:
        raise NotAllowed(
            "不能停用自己的两步验证，请在自己的“两步验证”中关闭，或由另一位系统管理员办理。"
        )
    Authenticator.objects.filter(user=person).delete()
    record("停用两步验证", person, by=by, post=under, at=at)


def _refuse_last(posts: list[Appointment]) -> None:
    """Raise NotAllowed where a union would be left without an administrator who can sign in."""
    for post in posts:
        others = Appointment.objects.select_for_update().filter(
            union=post.union, role=Role.ADMINISTRATOR, until_on=None, person__is_active=True
        )
        if not others.exclude(person=post.person).exists():
            raise NotAllowed(f"这是{post.union}唯一的系统管理员，请先任命另一位再办理。")


def _said(post: Appointment) -> dict:
    return {
        "post": str(post),
        "from_on": post.from_on,
        "until_on": post.until_on,
    }
