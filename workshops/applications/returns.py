"""What a file sent back reopens: whole sections, single fields, single slots of materials."""

from rules.base import Edition
from workshops.studios.sections import MATERIALS, Section, sections_of

from .lifecycle import State


def parts_of_filing(edition: Edition) -> list[tuple[Section, dict[str, str]]]:
    """Every section with what can be reopened in it on its own, by key, in words."""
    slots = {material.slot: material.label for material in edition.materials}
    return [*((section, section.items()) for section in sections_of(edition)), (MATERIALS, slots)]


def choices(edition: Edition) -> list[tuple[str, list[tuple[str, str]]]]:
    """The same as grouped choices: `venue`, or `venue.address`."""
    return [
        (
            section.label,
            [
                (section.key, f"{section.label}（整个部分）"),
                *(
                    (f"{section.key}.{name}", words)
                    for name, words in items.items()
                    if len(items) > 1
                ),
            ],
        )
        for section, items in parts_of_filing(edition)
    ]


def in_words(edition: Edition, reopened: list[str]) -> list[str]:
    """What was asked for, as a person reads it."""
    words = {key: label for _, options in choices(edition) for key, label in options}
    labels = {section.key: section.label for section, _ in parts_of_filing(edition)}
    return [
        f"{labels[key.partition('.')[0]]}：{words[key]}" if "." in key else words[key]
        for key in reopened
        if key in words
    ]


def is_open(application, section: str, item: str = "") -> bool:
    """Whether a section, or one thing in it, may be changed now."""
    if application.state == State.DRAFT:
        return True
    if application.state != State.RETURNED:
        return False
    if item:
        return bool({section, f"{section}.{item}"} & set(application.reopened))
    return any(key.partition(".")[0] == section for key in application.reopened)


def locked_items(application, section: Section) -> frozenset[str]:
    """What of a section may not be changed now."""
    return frozenset(
        name for name in section.items() if not is_open(application, section.key, name)
    )
