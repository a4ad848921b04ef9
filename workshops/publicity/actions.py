"""Posting a list, taking objections, and ending them; nobody learns here who objected."""

import hashlib
import json

from django.db import transaction

from workshops.applications.calls import Call
from workshops.records.actions import advance, record
from workshops.records.attachments import keep
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.unions.models import Person, Role

from .models import Objection, Posting
from .notice import candidates, entries, readings, waiting


def post_list(call: Call, *, title: str, contact: str, by: Person, on, at, alone=None) -> Posting:
    """Put the decided files of a call on public view from that day on, or one `alone` beside it.

    Raises UnknownYear, NotPossible where nothing waits, NotPermitted, or Refused.
    """
    with transaction.atomic():
        Call.objects.select_for_update().get(pk=call.pk)
        rule = call.edition.step("publicise")
        post = rule and call.post_for(rule, by, on)
        if post is None:
            raise NotPermitted("publicise")
        files = candidates(call) if alone is None else waiting(alone)
        if not files:
            raise NotPossible("publicise")
        posting = _posting(call, files, title=title, contact=contact, on=on)
        given = {"posting_days": posting.working_days, "posted_on": on, "address": posting.address}
        given["last_day"] = posting.last_day
        for file in files:
            advance(file, "publicise", by=by, on=on, at=at, given=given)
        after = {"entries": len(files), "last_day": posting.last_day, "digest": digest(posting)}
        record("张贴公示", posting, by=by, post=post, at=at, after=after)
    return posting


def _posting(call: Call, files, *, title, contact, on) -> Posting:
    found = readings(call, on)
    rows = zip(entries(files), files, strict=True)
    posting = Posting.objects.create(
        call=call,
        title=title,
        contact=contact,
        posted_on=on,
        last_day=found.in_force.last,
        other_last_day=found.other.last,
        working_days=call.posting_days,
        arithmetic=list(found.in_force.sentences()),
        entries=[entry.as_record() | {"application": file.pk} for entry, file in rows],
    )
    posting.applications.set(files)
    return posting


def digest(posting: Posting) -> str:
    """SHA-256 over what is on view, so that a quiet change of the list would show."""
    seen = [posting.title, posting.contact, posting.entries, f"{posting.last_day}"]
    text = json.dumps(seen, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def lodge(posting: Posting, application_id: int, evidence, *, at, **person) -> Objection:
    """Take a named objection to one entry; the history says that it came, never from whom.

    `person` holds full_name, employer, phone and statement. Files lie under plain names, since
    a sender's file name may carry his own. ValidationError for a file that is not taken.
    """
    with transaction.atomic():
        objection = Objection.objects.create(
            posting=posting, application_id=application_id, received_at=at, **person
        )
        record("收到异议", objection, by=None, at=at, after={"posting": posting.title})
        for number, upload in enumerate(evidence, start=1):
            upload.name = f"证据{number}"
            keep(objection, "evidence", upload, by=None, at=at)
    return objection


def conclude(objection: Objection, *, finding: str, answer: str, by: Person, on, at) -> None:
    """End an objection with its finding and answer; once. Raises NotPossible, NotPermitted."""
    authority = objection.posting.call.authority_id
    with transaction.atomic():
        fresh = Objection.objects.select_for_update().get(pk=objection.pk)
        post = handling_post(by, authority, on=on)
        if post is None:
            raise NotPermitted("conclude")
        if fresh.finding:
            raise NotPossible("conclude")
        fresh.finding, fresh.answer = finding, answer
        fresh.handled_by, fresh.handled_on = by, on
        fresh.save()
        act = f"办结异议：{fresh.get_finding_display()}"
        record(act, fresh, by=by, post=post, at=at, after={"finding": finding}, why=answer)


def handling_post(person: Person, authority_id: int, *, on):
    """The post in which this person may end objections at that authority, or None."""
    posts = person.posts(on)
    handling = (p for p in posts if p.role == Role.REVIEW_OFFICE and p.union_id == authority_id)
    return next(handling, None)
