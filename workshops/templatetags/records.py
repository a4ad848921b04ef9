"""The history of a thing, {% timeline application %}, and who takes a step, {{ rule|actor }}."""

from django import template

from rules.base import Seat
from workshops.records.seen import seen_by
from workshops.unions.models import Role

register = template.Library()
SEATS = {Seat.UNIT: "单位工会", Seat.RECOMMENDER: "推荐工会", Seat.AUTHORITY: "命名机关"}


@register.filter
def actor(rule) -> str:
    """Who takes a step: where the post sits, and the post."""
    return f"{SEATS[rule.seat]}{Role(rule.role).label}"


@register.inclusion_tag("components/_timeline.html", takes_context=True)
def timeline(context, *things) -> dict:
    """What happened to these things, newest first, as the reader may see it."""
    entries = seen_by(context["request"].user, context["today"], *things)
    return {"entries": entries, "heading": "办理过程" if entries else ""}
