"""Grants whose use was found not to conform and has not been found right since."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from subsidies.payments.models import Payment
from subsidies.spending.models import Aspect, UseCheck

from .unit_side import Told


def failing(year: int):
    """The last looks of that year that found it so, where no later one has found it right."""
    later = UseCheck.objects.filter(payment=OuterRef("payment"), aspect=OuterRef("aspect"))
    later = later.filter(Q(met=True) | Q(checked_on__year=year), pk__gt=OuterRef("pk"))
    return UseCheck.objects.filter(met=False, checked_on__year=year).exclude(Exists(later))


def with_findings(payments, year: int):
    """These payments, each with what was found of either aspect, read with them."""
    own = failing(year).filter(payment=OuterRef("pk"))
    said = JSONObject(on="checked_on", by="by__full_name", remark="remark")
    plain = own.order_by().annotate(plain=said).values("plain")
    found = {_name(one): Subquery(plain.filter(aspect=one)[:1]) for one in Aspect}
    return payments.annotate(**found)


def _name(aspect: Aspect) -> str:
    return f"found_{aspect.value}"


def found_wrong(payments: Iterable[Payment]) -> Iterator[Told]:
    """What was found of them, by whom, in which words."""
    for one in payments:
        for aspect in Aspect:
            if found := getattr(one, _name(aspect)):
                why = f"{aspect.label}：{found['by']}核对不相符。{found['remark']}"
                yield "核对不相符", date.fromisoformat(found["on"][:10]), one, why
