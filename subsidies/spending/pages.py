"""What the pages of spending say: each grant with what came, what was used, what is left."""

from collections import Counter

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from rules.base import Spending
from subsidies.payments.lifecycle import State as PaymentState
from subsidies.payments.models import Payment
from workshops.applications.calls import OFFICE
from workshops.applications.models import MONEY

from .actions import LOOKS, check_post, counted
from .forms import CheckForm
from .invoices import pairs, said
from .models import Aspect

USED = ("spent", "given_back")  # kinds of movement


def used_by_all(person, on):
    """The payments whose use this person may read: the money people's, and the office's own."""
    seen = Payment.objects.visible_to(person, on=on).values("pk")
    office = Q(title__authority__in=person.unions_as(*OFFICE, on=on))
    return Payment.objects.filter(Q(pk__in=seen) | office)


def paid_out(person, on):
    """The grants paid that this person may see, the latest first."""
    seen = used_by_all(person, on).filter(state=PaymentState.PAID)
    return seen.order_by("-paid_on", "-pk")


def grants(person, on):
    """The grants paid that this person may see, each with what was used and given back of it."""
    return with_use(paid_out(person, on))


def with_use(payments):
    """These payments, each with what was used and given back of it."""
    counts = Q(movements__reverses=None, movements__reversal=None)
    sums = {
        f"{kind}_sum": Coalesce(
            Sum("movements__amount_fen", filter=counts & Q(movements__kind=kind)), 0
        )
        for kind in USED
    }
    joined = "title__studio__unit_union", "title__authority"
    return payments.select_related(*joined).annotate(**sums)


def line(payment: Payment) -> dict:
    """One grant of the list."""
    came = payment.amount_fen if payment.received_on else 0
    left = came - payment.spent_sum - payment.given_back_sum
    return {
        "payment": payment,
        "received": came,
        "spent": payment.spent_sum,
        "back": payment.given_back_sum,
        "left": max(left, 0),
        "own": max(-left, 0),
    }


def by_purpose(standing) -> list[dict]:
    """What stands of a grant's expenses, by purpose, the largest first."""
    sums = Counter()
    for one in standing:
        sums[one.purpose] += one.amount_fen
    found = [{"purpose": purpose, "fen": fen} for purpose, fen in sums.items()]
    return sorted(found, key=lambda row: (-row["fen"], row["purpose"]))


def lines(payment: Payment) -> list[dict]:
    """The expenses of a grant, each with what a person has to judge of it and what was found."""
    looked = _looked(payment)
    found = payment.expenses.order_by("spent_on", "pk")
    return [{"expense": one} | judged(one, looked) for one in found]


def judged(expense, looked=None) -> dict:
    """What a person has to judge of an expense's use, and what was found of it since."""
    doubt = "" if expense.struck_on else expense.doubt
    looked = looked or (_looked(expense.payment) if doubt else None)
    since = looked and looked.at >= expense.entered_at
    return {"doubt": doubt, "judged": looked if since else None}


def _looked(payment: Payment):
    """The last look at what a grant was used for."""
    rows = payment.use_checks.filter(aspect=Aspect.CONTENT).select_related("by")
    return rows.order_by("pk").last()


def clause_of(payment: Payment) -> dict:
    """What the text says a grant may be used for."""
    clause = payment.edition.spending
    if clause is None:
        return {}
    lists = isinstance(clause, Spending)
    return {
        "article": clause.article,
        "asks": clause.asks,
        "allowed": clause.allowed if lists else (),
        "forbidden": clause.forbidden if lists else (),
        "closed": lists and clause.closed,
    }


def charged_twice(payment: Payment, person, on) -> list[dict]:
    """For the authority's money people, what of a grant stands on an invoice of another unit."""
    above = payment.title.authority_id
    if above not in person.unions_as(*MONEY, on=on):
        return []
    found = pairs(payment.expenses.all())
    return [{"expense": one, "said": said(one, two, above=above)} for one, two in found]


def checks(payment: Payment, person, on, live, doubts=()) -> list[dict]:
    """The two looks at a grant's use: the last of each, whether it holds of what is `live` now."""
    twice = charged_twice(payment, person, on)
    last = {row.aspect: row for row in payment.use_checks.order_by("pk")}
    return [
        {
            "aspect": aspect,
            "label": Aspect(aspect).label,
            "row": last.get(aspect),
            "holds": holds(last.get(aspect), live),
            "may": check_post(payment, aspect, person, on) is not None,
            "doubts": doubts if aspect == Aspect.CONTENT else (),
            "twice": twice if aspect == Aspect.FIGURES else (),
            "form": CheckForm(doubtful=bool(doubts) and aspect == Aspect.CONTENT),
        }
        for aspect in LOOKS
    ]


def holds(row, live) -> bool:
    """Whether nothing was entered or struck out since it was looked at."""
    if row is None or any(one.entered_at > row.at for one in live):
        return False
    return {"rows": row.rows, "spent_fen": row.spent_fen} == counted(live)
