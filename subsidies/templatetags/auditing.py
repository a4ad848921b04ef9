"""Template tag of audit: the way from a thing to a finding about it, for whoever audits it."""

from django import template

from subsidies.audit.pages import begun_at

register = template.Library()


@register.inclusion_tag("audit/_begin.html", takes_context=True)
def finding_about(context, key: str, thing) -> dict:
    """The button that begins a finding about a payment, an expense or a voucher."""
    return {"url": begun_at(context["request"].user, key, thing, context["today"])}
