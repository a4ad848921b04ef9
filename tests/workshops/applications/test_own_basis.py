"""A decision the text is silent on is taken on a basis somebody wrote down."""

from datetime import date

import pytest

import rules
from rules.facts import Facts
from workshops.applications.forms import DisqualifyForm

TODAY = date(2026, 12, 15)


def form_of(code: str, data: dict | None = None) -> DisqualifyForm:
    """The form of ending a candidacy by fraud, in that jurisdiction."""
    edition = rules.regulations()[code].editions[-1]
    rule, verdict = edition.step("disqualify"), edition.judge("disqualify", Facts(on=TODAY))
    return DisqualifyForm(data, subject=None, rule=rule, verdict=verdict, person=None, on=TODAY)


@pytest.mark.parametrize("code", ["china_communications", "quzhou", "yangpu"])
def test_where_the_text_is_silent_the_basis_is_asked(code):
    form = form_of(code, {"verified_finding": "经查实，鉴定书系伪造"})

    assert not form.is_valid()
    assert list(form.errors) == ["reason"]


def test_where_the_text_speaks_its_own_article_is_enough():
    assert form_of("nanchang", {"verified_finding": "经查实，专利证书系伪造"}).is_valid()


@pytest.mark.parametrize("code", ["china_communications", "quzhou", "yangpu"])
def test_what_the_form_gives_is_enough_and_bars_nobody(code):
    edition = rules.regulations()[code].editions[-1]
    form = form_of(code, {"verified_finding": "经查实", "reason": "依据评选纪律"})
    assert form.is_valid()
    given = {name: form.cleaned_data[name] for name in ("verified_finding", "reason")}

    assert edition.judge("disqualify", Facts(on=TODAY, **given))
    assert not edition.step("disqualify").bars
