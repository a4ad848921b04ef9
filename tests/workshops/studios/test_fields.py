"""Yes or no, yuan, and days, as they are typed and as they are kept."""

from datetime import date

import pytest
from django import forms

from workshops.studios.fields import DayField, YesNoField, YuanField


@pytest.mark.parametrize(("typed", "kept"), [("true", True), ("false", False), ("", None)])
def test_yes_no_and_not_yet_said(typed, kept):
    assert YesNoField(required=False).clean(typed) is kept


@pytest.mark.parametrize("kept", [True, False, None])
def test_a_locked_answer_stays_what_it_was(kept):
    assert YesNoField(required=False).clean(kept) is kept


def test_a_locked_amount_is_fen_already():
    assert YuanField(required=False).clean(30_000_000) == 30_000_000


def test_an_amount_is_shown_in_yuan_and_read_back_the_same():
    field = YuanField()

    assert field.prepare_value(30_000_050) == "300,000.50"
    assert field.clean("300,000.50") == 30_000_050


@pytest.mark.parametrize("typed", ["-1", "1.005", "三十万", "1e9"])
def test_what_is_no_amount_is_said_in_words(typed):
    with pytest.raises(forms.ValidationError) as wrong:
        YuanField().clean(typed)

    assert "金额" in wrong.value.messages[0]


@pytest.mark.parametrize("typed", ["2026-03-02", "2026/3/2", "2026.3.2", "2026年3月2日"])
def test_a_day_may_be_written_as_people_write_it(typed):
    assert DayField().clean(typed) == date(2026, 3, 2)


def test_a_day_that_is_none_is_refused():
    with pytest.raises(forms.ValidationError):
        DayField().clean("2026-02-30")
