"""Which ground of the text stands open against a title today, and who may act on it."""

from datetime import date

from django.urls import reverse

from rules.kinds import words_of

from .asked import GROUND
from .lifecycle import HELD
from .models import Title
from .outlook import LAWFUL, ways

END = "delist"


def open_grounds(title: Title, on: date) -> list[str]:
    """The grounds for an ending that what is recorded already bears out, in the text's words."""
    rule = title.edition.step(END)
    if rule is None or title.state not in HELD or not title.may_proceed(rule):
        return []
    facts = title.lasting_facts(on)  # no ending turns on the filing
    found = ways(title, facts)
    words = words_of(rule, GROUND)
    lawful = [ground for (name, ground), level in found.items() if name == END and level == LAWFUL]
    return [words.get(ground, "考核结果符合办法规定的情形") for ground in lawful]


def standing(title: Title, person, on: date) -> dict:
    """A title in the list of those named together: its grounds, and where this person acts."""
    rule, grounds = title.edition.step(END), open_grounds(title, on)
    mine = rule and title.may_proceed(rule) and title.post_for(rule, person, on)
    url = reverse("title_step", args=[title.pk, END]) if mine else ""
    return {"title": title, "grounds": grounds, "url": url, "label": rule.label if rule else ""}
