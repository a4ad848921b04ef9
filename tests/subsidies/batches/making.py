"""Makes batches for the tests: many titles of one authority, taken through the steps."""

from subsidies.batches.actions import begin, make
from subsidies.batches.runs import Hand, work
from subsidies.models import Account, Batch, BatchRun
from tests.make import NAMED_ON, make_account, make_city, make_title, moment
from tests.subsidies.claiming import sibling
from workshops.titles.models import Title

AT = {"on": NAMED_ON, "at": moment(NAMED_ON)}
PAID = {"voucher_number": "记-018", "paid_on": NAMED_ON.isoformat()}


def titles_of(city, number: int, *, account=True) -> list:
    """That many titles, each with its first instalment due; their union has an account."""
    first = make_title(city)
    if account and not Account.objects.filter(union=first.unit_union).exists():
        make_account(first.unit_union, city.clerk)
    more = (sibling(Title.objects.get(pk=first.pk), place) for place in range(2, number + 1))
    return [first, *more]


def batch_of(city, titles, title="2026年命名补助") -> Batch:
    """The first instalment of each title, in one batch."""
    chosen = [(one.pk, one.schedule(NAMED_ON).instalment("1")) for one in titles]
    return make(city.authority, title, chosen, by=city.finance_clerk, **AT)


def made(number=3, city=None):
    """A city and a batch of so many rows, nothing prepared yet."""
    city = city or make_city()
    return city, batch_of(city, titles_of(city, number))


def run(batch, step, by, given=None, seconds=600.0) -> BatchRun:
    """A step over all rows that are ready for it."""
    one = begin(batch, step, given, by=by, **AT)
    go_on(one, seconds)
    return one


def go_on(one: BatchRun, seconds=600.0) -> int:
    """A slice of a run; how many rows are left."""
    return work(one, Hand(one.by, **AT), seconds)


def states(batch) -> list[str]:
    """Where the payment of each row stands; a dash where there is none."""
    found = batch.rows.order_by("place").values_list("payment__state", flat=True)
    return [state or "-" for state in found]


def paid(city, batch) -> None:
    """All its rows prepared, approved and paid."""
    run(batch, "prepare", city.finance_clerk)
    run(batch, "approve", city.finance_approver)
    run(batch, "pay", city.finance_clerk, PAID)


def half_done(city) -> Batch:
    """A batch whose preparing stopped in the middle."""
    batch = batch_of(city, titles_of(city, 2))
    go_on(begin(batch, "prepare", by=city.finance_clerk, **AT), seconds=0)
    return batch
