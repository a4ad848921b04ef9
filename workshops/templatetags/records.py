"""The history of a thing, for the page of that thing: {% timeline application %}."""

from django import template

from workshops.records.seen import seen_by

register = template.Library()


@register.inclusion_tag("components/_timeline.html", takes_context=True)
def timeline(context, *things) -> dict:
    """What happened to these things, newest first, as the reader may see it."""
    entries = seen_by(context["request"].user, context["today"], *things)
    return {"entries": entries, "heading": "办理过程" if entries else ""}
