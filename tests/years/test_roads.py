"""No road to an end and nothing it lacks is left without a script."""

from itertools import chain

import pytest

import rules
from workshops.titles.grounds import roads

from .scripts import lives

CODES = list(rules.regulations())
ENDS = [
    (code, edition, step)
    for code, regulation in rules.regulations().items()
    for edition in regulation.editions
    for step in edition.steps
    if step.name.startswith("delist")
]
each_end = pytest.mark.parametrize(("code", "edition", "step"), ENDS, ids=CODES)


def lines(code: str, label: str) -> list[dict]:
    """Every line of that text's scripts that speaks of the step with this label."""
    days = chain.from_iterable(life["days"] for of, life in lives() if of == code)
    return [line for line in days if line.get("step") == label]


def taken(code: str, label: str) -> list[dict]:
    return [line for line in lines(code, label) if "lacks" not in line]


def refused(code: str, label: str) -> list[dict]:
    return [line for line in lines(code, label) if "lacks" in line]


def test_every_text_has_a_step_that_ends_a_title():
    assert [code for code, _, _ in ENDS] == CODES


@each_end
def test_every_ground_of_a_text_has_a_script_that_ends_on_it_and_one_that_is_refused(
    code, edition, step
):
    grounds = set(roads(step).values())

    assert {line.get("ground") for line in taken(code, step.label)} == grounds
    assert {line.get("ground") for line in refused(code, step.label)} >= grounds


@each_end
def test_every_article_on_ending_is_cited_by_the_paper_of_some_end(code, edition, step):
    cited = {line["cites"] for line in taken(code, step.label)}

    for article in step.article.split("、"):
        assert any(one.startswith(article) for one in cited), article


@each_end
def test_whatever_an_end_may_lack_is_shown_lacking(code, edition, step):
    lacked = set().union(*(line["lacks"] for line in refused(code, step.label)))

    assert {one.id for one in step.requires} - lacked == set()


@each_end
def test_every_fault_that_is_ordered_put_right_has_a_script(code, edition, step):
    order = edition.step("order_rectification")
    if order is None:
        assert lines(code, "要求限期整改") == []
        return
    said = {line.get("ground") for line in taken(code, order.label)}

    assert said - {None} == set(roads(order).values())


@pytest.mark.parametrize("code", CODES)
def test_one_script_of_each_text_goes_through_five_years(code):
    spans = [
        {line["on"].year for line in life["days"] if "stands" in line and line["on"].month == 12}
        for of, life in lives()
        if of == code
    ]

    assert max(map(len, spans)) >= 5
