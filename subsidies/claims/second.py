"""The second title a distinction brings; the title it rests on stays as it is."""

from datetime import date, datetime

from django.db import transaction

from workshops.records.actions import post_behind, record
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.titles.models import Title
from workshops.unions.models import Appointment, Person, Role

from .second_papers import issue_decision


def bestow(claim, decision) -> Title:
    """Give the second title that the decision on a claim brings."""
    base, given = claim.title, decision.particulars
    title = Title.objects.create(
        studio=base.studio,
        base=base,
        authority=base.authority,
        edition_key=base.edition_key,
        settings=base.settings,
        title=base.edition.plaque_of(claim.rule.title_type),
        named_on=decision.decided_on,
        document_number=given["document_number"],
        plaque_number=given.get("plaque_number", ""),
    )
    after = {"title": title.title, "document_number": title.document_number}
    after["plaque_number"] = title.plaque_number
    post = post_behind(decision)
    record("授予称号", title, by=decision.person, post=post, at=decision.decided_at, after=after)
    issue_decision(title, decision)
    return title


def secretary_post(claim, person: Person, on: date) -> Appointment | None:
    """The post in which this person decides on a second title whose base has fallen."""
    near = (p for p in person.posts(on) if p.union_id == claim.title.authority_id)
    return next((p for p in near if p.role == Role.SECRETARY), None)


def keep_on(claim, why: str, *, by: Person, on: date, at: datetime) -> None:
    """Keep the second title although its base has fallen. NotPermitted, NotPossible."""
    post = secretary_post(claim, by, on)
    if post is None:
        raise NotPermitted("second")
    with transaction.atomic():
        waiting = type(claim).objects.without_base().filter(pk=claim.pk)
        if not waiting.select_for_update().exists():
            raise NotPossible("second")
        type(claim).objects.filter(pk=claim.pk).update(kept_on=on, kept_why=why)
        record("基础称号撤销后保留", claim.second, by=by, post=post, at=at, why=why)
