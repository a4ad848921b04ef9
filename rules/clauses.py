"""Who sits where, and what an article says that no step and no duty carries out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Seat(StrEnum):
    """Whose turn it is: the unit's union, the recommending union, the naming authority."""

    UNIT = "unit"
    RECOMMENDER = "recommender"
    AUTHORITY = "authority"


@dataclass(frozen=True)
class Clause:
    """What an article says, in one sentence of our own, where nothing is judged."""

    article: str
    asks: str


@dataclass(frozen=True)
class Spending(Clause):
    """What a subsidy may and may not be spent on; `allowed` is a list of examples unless `closed`.

    `near` has, by what is barred or asked, the words behind which it may hide: an expense in
    such words is judged by a person.
    """

    allowed: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    closed: bool = False
    near: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Booking:
    """On which account and which side of the entry a text wants a movement of money booked.

    `key` is what the step `book` calls the entry; `kind` what moved, as the union that books it
    sees it. The other side of the entry no text names.
    """

    key: str
    kind: str
    side: str
    account: str


@dataclass(frozen=True)
class Sort:
    """One thing an article encourages by name: an honour, a reward, a benefit.

    `whom` says for whom (studio, leader, member) and `seats` by whom, where the text does;
    `upper` marks a title of a higher level, which once won is one of the studio's earlier titles.
    """

    code: str
    label: str
    article: str
    whom: tuple[str, ...] = ()
    seats: tuple[Seat, ...] = ()
    upper: bool = False


@dataclass(frozen=True)
class Policy:
    """What an article encourages: it may be done and recorded, and is a condition of nothing.

    `seats` says whose turn it is to begin, where the text leaves it to some and not to all;
    `sorts` what it names; `spends` how the money rule of the text calls money given so, by
    whether a studio or a person gets it.
    """

    key: str
    label: str
    article: str
    asks: str
    seats: tuple[Seat, ...] = ()
    sorts: tuple[Sort, ...] = ()
    spends: Mapping[str, str] = field(default_factory=dict)

    def sort(self, code: str) -> Sort | None:
        """The sort of that code."""
        return next((one for one in self.sorts if one.code == code), None)
