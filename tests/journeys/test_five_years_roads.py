"""Every road to an end in the browser: what came before by acts, as its script has it."""

import pytest
from playwright.sync_api import Page

import rules
from rules.facts import LABELS
from tests.years.lived import Lived
from tests.years.scripts import lives
from tests.years.town import named
from workshops.studios.models import Studio
from workshops.titles.grounds import roads

from .yearly import Years

CODES = list(rules.regulations())
BOXES = "roster_at"  # ticked, not typed


def endings(code: str) -> list[tuple[dict, dict]]:
    """Each script of the text that ends a title on a ground, with the line that does; by day."""
    label = rules.regulations()[code].editions[-1].step("delist").label
    found = []
    for of, life in lives():
        last = next((x for x in life["days"] if x.get("step") == label and "lacks" not in x), None)
        if of == code and last and life.get("nights", True):
            found.append((life, last))
    return sorted(found, key=lambda pair: pair[1]["on"])


@pytest.mark.parametrize("code", CODES)
def test_every_road_of_a_text_to_an_end_is_walked(page: Page, demo_city, code):
    for number, (life, last) in enumerate(endings(code)):
        years = Years(page, brought_to_its_end(code, number, life, last))
        years.by("secretary").to(last["on"])
        ended(years, last)
        years.title("已撤销摘牌", "称号终止")
        says_why(years, last)


def brought_to_its_end(code: str, number: int, life: dict, last: dict):
    """A title of a studio of its own, as everything before its end has left it."""
    studio = Studio.objects.filter(unit_union__jurisdiction=code).order_by("pk").first()
    if number:
        studio.pk, studio._state.adding, studio.title = None, True, f"求索创新工作室{number}"
        studio.save()
    town = named(code, life["named_on"], studio=studio)
    lived = Lived(town)
    for line in life["days"][: life["days"].index(last)]:
        if "lacks" not in line and "change" not in line:
            lived.live(line)
    return town


def ended(years: Years, last: dict) -> None:
    """On its ground, with what has to be said: the words of the form are those of the script."""
    rule = years.town.title.edition.step("delist")
    said = last.get("said", {}).items()
    given = {LABELS[name][0]: words[0] if name == BOXES else str(words) for name, words in said}
    years.step(rule.label, last["ground"], **given)


def says_why(years: Years, last: dict) -> None:
    """The decision cites the article of this ground and no other."""
    rule = years.town.title.edition.step("delist")
    decision = years.paper("的决定（PDF）")
    cited = last["cites"]
    assert (f"{cited}，" in decision) if cited else ("经查实" in decision)
    assert ("不得再次申报" in decision) is rule.bars


def test_each_ground_of_each_text_is_among_them():
    for code in CODES:
        grounds = set(roads(rules.regulations()[code].editions[-1].step("delist")).values())
        assert {last["ground"] for _, last in endings(code)} == grounds
