"""Who sits where, and what an article says that no step and no duty carries out."""

from dataclasses import dataclass
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
    """What a subsidy may and may not be spent on; `allowed` is a list of examples if it is open."""

    allowed: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()


@dataclass(frozen=True)
class Policy:
    """What an article encourages: it may be done and recorded, and is a condition of nothing.

    `seats` says whose turn it is to begin, where the text leaves it to some and not to all.
    """

    key: str
    label: str
    article: str
    asks: str
    seats: tuple[Seat, ...] = ()
