"""The history of a thing, for the page of that thing: {% timeline application %}."""

from django import template

from workshops import clock
from workshops.records.seen import seen_by

register = template.Library()


@register.inclusion_tag("components/_timeline.html", takes_context=True)
def timeline(context, *things) -> dict:
    """What happened to these things, newest first, as the reader may see it."""
    request = context["request"]
    entries = seen_by(request.user, clock.today(), *things)
    return {"entries": entries, "heading": "办理过程" if entries else ""}
