"""The list of accounts on the forms of the books: drawn once for a page, one line marked."""

import re

import pytest
from django import forms

from subsidies.books.forms import AccountField, Grouped

ACCOUNTS = Grouped(
    [("资产", [(1, "101 现金"), (2, '102 <银行> "存款"')]), ("收入", [(3, "401 会费")])]
)
PLAIN = [("", "请选择"), *ACCOUNTS]


def drawn(value) -> str:
    """A list with that account chosen, as a form draws it."""
    field = AccountField(grouped=ACCOUNTS)
    return field.widget.render("debit", value, {"id": "id_debit", "required": True})


@pytest.mark.parametrize("value", [None, "", 2, "3", "9", '1"><script>'])
def test_a_list_reads_as_any_other_list_of_choices(value):
    other = forms.Select(choices=PLAIN).render("debit", value, {"id": "id_debit", "required": True})

    assert drawn(value) == re.sub(r">\s+<", "><", other)
    assert drawn(value).count(" selected") == (value in ("", None, 2, "3"))
