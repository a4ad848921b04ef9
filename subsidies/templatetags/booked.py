"""Template tag of the books: the way from a thing to its vouchers."""

from django import template

from subsidies.books.links import vouchers_of

register = template.Library()


@register.inclusion_tag("books/_vouchers.html", takes_context=True)
def vouchers_about(context, thing) -> dict:
    """Links to the vouchers of a payment or an expense that this person may read."""
    return {"vouchers": vouchers_of(thing, context["request"].user, context["today"])}
