"""The regulations as code: pure functions of facts, found by looking in this folder."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from .base import Edition, Regulation


@cache
def regulations() -> dict[str, Regulation]:
    """Each jurisdiction's code (its module's name) and regulation."""
    modules = {m.name: import_module(f"{__name__}.{m.name}") for m in iter_modules(__path__)}
    return {code: m.REGULATION for code, m in modules.items() if hasattr(m, "REGULATION")}


def choices() -> list[tuple[str, str]]:
    """Code and name of each jurisdiction, for a choice field."""
    return [(code, regulation.name) for code, regulation in regulations().items()]


def terms(fact: str) -> dict[str, str]:
    """The codes some text has of its own for a fact, such as a class of union, with their words."""
    editions = (one for regulation in regulations().values() for one in regulation.editions)
    return {code: word for one in editions for code, word in one.terms.get(fact, {}).items()}


def edition(code: str, key: str) -> Edition:
    """One edition by its jurisdiction and key; KeyError where the jurisdiction is not loaded."""
    return regulations()[code].edition_called(key)
