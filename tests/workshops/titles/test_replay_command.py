"""The replay from the command line: the same counts, and nothing written."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.make import EDITION, make_application, make_city, make_title
from workshops.records.models import Event

pytestmark = pytest.mark.django_db


def replayed(*readings, **more) -> str:
    out = StringIO()
    given = {"jurisdiction": "nanchang", "readings": list(readings), "on": None} | more
    call_command("replay", stdout=out, **given)
    return out.getvalue()


def test_it_prints_how_many_would_change():
    make_application(make_city())

    said = replayed("outcome.benefit=and")

    assert "申报1件、称号0件" in said
    assert "办理结论有变化：1件" in said


def test_a_reading_may_be_named_in_words():
    make_application(make_city())

    assert "办理结论有变化：1件" in replayed("outcome.benefit=两种都要有")


def test_nothing_is_written():
    make_title(make_city())
    before = Event.objects.count()
    replayed("deadline.before_is_inclusive=False")

    assert Event.objects.count() == before


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"jurisdiction": "nowhere"}, "没有“nowhere”"),
        ({"edition": "1900"}, "没有版本"),
        ({"readings": ["nonsense=1"]}, "没有参数"),
        ({"readings": ["outcome.benefit=both"]}, "没有读法"),
    ],
)
def test_what_is_not_there_is_named(given, why):
    make_city()

    with pytest.raises(CommandError, match=why):
        replayed(**given)


def test_an_edition_may_be_named():
    make_city()

    assert "申报0件" in replayed(edition=EDITION)
