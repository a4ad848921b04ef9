"""What the office can do with a whole batch now, and why not if not: for the page of a call."""

from collections import Counter

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils import formats

from workshops import clock
from workshops.applications.calls import OFFICE
from workshops.applications.lifecycle import State
from workshops.publicity.models import Posting
from workshops.reviews.models import ScoreSheet
from workshops.unions.models import Role

register = template.Library()


@register.simple_tag(takes_context=True)
def batch_acts(context, call) -> list[dict]:
    """The acts on a call's files that its edition has, in their order, for `_next.html`."""
    return acts_of(context["request"], call)


def acts_of(request, call) -> list[dict]:
    """Each act with its page, who takes it, and what it waits for; nothing for outsiders."""
    on = clock.today()
    if call.authority_id not in request.user.unions_as(*OFFICE, on=on) or not call.opened_on:
        return []
    files = Counter(call.applications.in_batch().values_list("state", flat=True))
    waits = {
        "shortlist": ("ranking", _before_ranking(call, files)),
        "decide": ("meeting", _before_meeting(files)),
        "publicise": ("posting_new", _before(call, files, "publicise")),
        "name": ("naming", _before_naming(call, files, on)),
    }
    if not call.edition.is_scored:  # judged one by one, on each file's own page
        del waits["shortlist"]
    rules = [call.edition.step(name) for name in waits]
    return [_act(call, rule, *waits[rule.name], request.user, on) for rule in rules if rule]


def _act(call, rule, page, reason, person, on) -> dict:
    mine = call.post_for(rule, person, on) is not None
    try:
        url = reverse(page, args=[call.pk]) if mine or page == "ranking" else ""
    except NoReverseMatch:
        url = ""
    actor = f"{call.authority}{Role(rule.role).label}"
    lawful = mine and not reason
    return {
        "label": rule.label,
        "url": url,
        "lawful": lawful,
        "reason": reason,
        "actor_label": actor,
        "article": rule.article if rule.in_text else "",
    }


def _before_ranking(call, files) -> str:
    unranked = call.applications.in_batch().filter(state=State.IN_REVIEW, rank=None)
    if not unranked.exists():
        return "没有待排名的申报" if files else "还没有申报"
    out = ScoreSheet.objects.filter(application__in=unranked, submitted_at=None).count()
    bare = unranked.filter(sheets=None).count()
    parts = [f"{out}份评分表没有交回" if out else "", f"{bare}件没有分派专家" if bare else ""]
    return "，".join(filter(None, parts))


def _before_meeting(files) -> str:
    return "" if files[State.SHORTLISTED] else "没有待研究的申报"


def _before(call, files, step: str) -> str:
    """Whether any file stands where the text takes that step."""
    rule = call.edition.step(step)
    ready = rule and any(files[state] for state in rule.sources)
    return "" if ready else "没有到这一步的申报"


def _before_naming(call, files, on) -> str:
    if waiting := _before(call, files, "name"):
        return waiting
    batch = call.applications.in_batch()
    posting = Posting.objects.filter(applications__in=batch).order_by("-last_day").first()
    if posting and on <= posting.last_day:
        return f"公示至{formats.date_format(posting.last_day, 'Y年n月j日')}，次日起可办理"
    return ""
