"""Fits the fields of a filing to the governing text: its articles, and its words to choose."""

from django import forms

import rules

from .models import OutcomeKind
from .sections import ROWS, Section

PLAIN_OUTCOMES = ("patent", "award", "paper", "method", "other")


def fit(fields: dict, section: Section, part: str = "") -> None:
    """Cite the article that turns on each field, and offer the words the text knows."""
    for name, field in fields.items():
        path = f"{part}.{name}" if part else name
        question = section.question(path)
        if question:
            field.article = question.article
        words = question.words if question else ()
        if foreign := foreign_codes(section, path):
            keep(field, {value for value, _ in field.choices if value not in foreign})
        if path == "outcomes.kind":
            keep(field, outcome_kinds(words))
        elif path == "earliertitles.kind":
            keep(field, {*words, "other"})
        elif path == "leaders.roll":
            offer(field, words)


def foreign_codes(section: Section, path: str) -> set[str]:
    """The codes to choose from that only other texts have."""
    part, _, name = path.rpartition(".")
    fact = f"{ROWS.get(part, part)}.{name}" if part else name
    return rules.terms(fact).keys() - section.terms.get(fact, {}).keys()


def outcome_kinds(words: tuple[str, ...]) -> set[str]:
    """The sorts of outcome to choose from; a text's own prizes take the plain one's place."""
    named = set(words) & {*OutcomeKind.values, *rules.terms("outcomes.kind")}
    return {*PLAIN_OUTCOMES} - ({"award"} if named else set()) | named


def keep(field, values: set[str]) -> None:
    """Leave only these values to choose from."""
    field.choices = [
        (value, words) for value, words in field.choices if not value or value in values
    ]


def offer(field, words: tuple[str, ...]) -> None:
    """Turn a typed field into a choice of these words."""
    field.widget = forms.Select(choices=[("", "不在名册"), *((word, word) for word in words)])
