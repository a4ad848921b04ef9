"""What titles still have coming, read at once however many there are.

The money of a title turns on its day of naming, its readings and what its years brought; not on
scores, nor on the days on which it was looked at. Titles that are the same in that are reckoned
once: one of them is read whole and speaks for all. What was asked for beside the sum at naming
(claims) is each title's own.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import (
    Aggregate,
    BooleanField,
    Case,
    ExpressionWrapper,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Sum,
    TextField,
    When,
)
from django.db.models.functions import Cast, JSONObject
from django.utils.functional import SimpleLazyObject, cached_property

from rules.facts import Facts, Grant
from rules.schedule import Instalment, Standing
from workshops.records.models import CalendarDay
from workshops.titles.models import Title
from workshops.titles.supported import Sort

# The facts that the money of every text turns on, which titles that stand alike have the same.
MONEY = {"on", "named_on", "legacy", "results", "carded_years", "leader_changed_on", "settings"}
MONEY |= {"title_type", "real_effect", "precreation_fen", "grants"}
COLUMNS = ("authority", "edition_key", "named_on", "state", "carded_years", "leader_changed_on")
COLUMNS += ("settings", "studio__title_type")
TOLD = ("same", "years", "given")
FALLEN = ("rejected", "bounced")  # of a payment, which is of a later room
NONE: frozenset[str] = frozenset()


class Joined(Aggregate):
    """The texts of many rows as one, parted by commas; null where there are none."""

    function, template = "STRING_AGG", "%(function)s(%(expressions)s, ',')"
    output_field = TextField()

    def as_sqlite(self, compiler, connection, **given):
        return self.as_sql(compiler, connection, function="GROUP_CONCAT", **given)


@dataclass(frozen=True)
class Alike:
    """Titles whose money turns on the same: the one that speaks, and what each has of its own."""

    title: Title
    begun: dict[int, frozenset[str]]  # of each, by number: the instalments on their way
    asked: dict[str, tuple[int, Grant]]  # by instalment: whose claim it is; those on their way not

    def facts(self, on: date) -> Facts:
        """What the money of all of them turns on."""
        grants = tuple(grant for _, grant in self.asked.values())
        return replace(self.title.own_facts(on), grants=grants)

    def laid_out(self, facts: Facts) -> tuple[Instalment, ...]:
        """Every sum of all of them as the text has it under these facts, on its way or not."""
        return self.title.edition.schedule(facts).instalments

    def asking(self, one: Instalment) -> list[int]:
        """The titles for which that sum is not on its way."""
        if one.key in self.asked:
            return [self.asked[one.key][0]]
        return [pk for pk, gone in self.begun.items() if one.key not in gone]

    def many(self, one: Instalment) -> int:
        """How many those are, without going through them."""
        return 1 if one.key in self.asked else len(self.begun) - self._gone[one.key]

    @cached_property
    def _gone(self) -> Counter:
        return Counter(key for gone in self.begun.values() for key in gone)

    def open_sums(self, facts: Facts) -> Iterator[tuple[int, Instalment]]:
        """Whose it is and the sum, of all that is not on its way."""
        for one in self.laid_out(facts):
            yield from ((pk, one) for pk in self.asking(one))


def due(titles: QuerySet[Title], on: date) -> list[tuple[int, Instalment]]:
    """Whose it is and the sum, of all that is payable that day and not on its way."""
    found = (row for one in alike(titles) for row in one.open_sums(one.facts(on)))
    payable = [(pk, one) for pk, one in found if one.standing is Standing.DUE]
    return sorted(payable, key=lambda row: row[0])


def named(numbers: Iterable[int]) -> dict[int, Title]:
    """These titles with their studios and units, for a page that names them."""
    return Title.objects.select_related("studio__unit_union").in_bulk(list(set(numbers)))


def alike(titles: QuerySet[Title]) -> list[Alike]:
    """These titles by what their money turns on; one beside another has no money of its own."""
    own = titles.filter(base=None)
    groups: dict[tuple, dict[int, frozenset[str]]] = defaultdict(dict)
    for pk, gone, *same in own.annotate(**told()).values_list("pk", "gone", *TOLD).order_by("pk"):
        groups[tuple(same)][pk] = frozenset(gone.split(",")) if gone else NONE
    supported = any(given for *_, given in groups)
    speaking = spokesmen([min(begun) for begun in groups.values()], supported=supported)
    found = [Alike(speaking[min(begun)], begun, {}) for begun in groups.values()]
    lay_claims(own, found)
    return found


def told() -> dict:
    """What sets titles apart in their money, as text, and the instalments on their way."""
    payments = related("payments").exclude(state__in=FALLEN)
    same = JSONObject(effect=true(effect_on__isnull=False), **{name: name for name in COLUMNS})
    return {
        "same": Cast(same, TextField()),
        "years": of_each(related("assessments").filter(withdrawn_at=None), Joined(result())),
        "given": of_each(given_before(), Sum("amount_fen")),
        "gone": of_each(payments, Joined("instalment")),
    }


def result() -> Cast:
    """What was found of a duty in a year; a second time in a year it turns on the days as well."""
    passed = Case(When(score=None, then="met"), default=true(score__gte=F("pass_line")))
    alone = Case(When(turn__gt=1, then="pk"))
    return Cast(JSONObject(duty="duty", year="year", passed=passed, alone=alone), TextField())


def given_before() -> QuerySet:
    """What unions gave before the creation, where a sum may be less by it."""
    return related("supports").filter(struck_on=None, sort=Sort.BEFORE, title__application=None)


def true(**asked) -> ExpressionWrapper:
    return ExpressionWrapper(Q(**asked), output_field=BooleanField())


def related(name: str) -> QuerySet:
    """The rows of a relation of titles, whichever room has them."""
    return Title._meta.get_field(name).related_model.objects.all()


def of_each(rows: QuerySet, what: Aggregate) -> Subquery:
    """Such rows of each title brought together."""
    own = rows.filter(title=OuterRef("pk")).order_by().values("title")
    return Subquery(own.annotate(whole=what).values("whole"))


def spokesmen(numbers: list[int], *, supported: bool) -> dict[int, Title]:
    """These titles read with all that their money turns on but claims."""
    supports = related("supports") if supported else related("supports").none()
    beside = Prefetch("supports", supports), Prefetch("claims", related("claims").none())
    rows = Title.objects.select_related("studio__unit_union", "authority")
    found = rows.prefetch_related("assessments", *beside).in_bulk(numbers)
    notices = SimpleLazyObject(CalendarDay.objects.calendar)  # asked once, if any title rolls
    for title in found.values():
        title.notices_seen = notices
    return found


def lay_claims(titles: QuerySet[Title], found: list[Alike]) -> None:
    """Lay beside each title the claims that count and are not on their way."""
    place = {pk: one for one in found for pk in one.begun}
    editions = {pk: text for one in found for text in [one.title.edition] for pk in one.begun}
    for pk, grant in related("claims").filter(title__in=titles.values("pk")).grants(editions):
        if grant.key not in place[pk].begun[pk]:
            place[pk].asked[grant.key] = pk, grant
