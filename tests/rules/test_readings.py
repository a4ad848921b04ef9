"""Every reading of every open point can be said to staff, and no two sound the same."""

import re

import pytest

import rules

POINTS = [
    (code, edition.key, point)
    for code, regulation in rules.regulations().items()
    for edition in regulation.editions
    for point in edition.parameters
]


@pytest.mark.parametrize(("code", "key", "point"), POINTS, ids=lambda v: getattr(v, "key", v))
def test_a_reading_is_said_in_words_and_not_in_code(code, key, point):
    said = [point.said(reading) for reading in point.readings]

    assert [words for words in said if re.search("[A-Za-z_]", words)] == []
    assert len(set(said)) == len(said)


def test_a_texts_own_words_come_first():
    point = rules.base.Parameter("outcome.benefit", "", "", "or", ("and",), "", {"or": "任选其一"})

    assert [point.said(reading) for reading in point.readings] == ["任选其一", "两种都要有"]
    assert point.said(None) == "文本未写"
