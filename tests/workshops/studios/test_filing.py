"""A filing is taken from a studio's rows, frozen, thawed and read without losing anything."""

from datetime import date

import pytest

from tests.make import make_city, make_studio
from workshops.studios.actions import mark_of, save_fields
from workshops.studios.filing import PARTS, filing_of, filings_of, frozen, row_of, thawed
from workshops.studios.models import Honour, Member, Studio
from workshops.studios.reading import readable
from workshops.studios.sections import BY_KEY, SECTIONS, section_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def studio():
    return make_studio(make_city().unit, founded_on=date(2020, 5, 1))


def test_all_parts_come_in_one_question_as_they_would_one_by_one(studio, django_assert_num_queries):
    Member.objects.create(studio=studio, full_name="钱五", skill=5, birth_year=1990)
    one_by_one = {n: [row_of(r) for r in getattr(studio, n).order_by("pk")] for n in PARTS}

    with django_assert_num_queries(1):
        together = filing_of(studio)

    assert {name: together[name] for name in PARTS} == one_by_one
    kinds = [type(value) for value in together["leaders"][0].values()]
    assert kinds == [type(value) for value in one_by_one["leaders"][0].values()]


def test_many_filings_come_in_one_question_too(studio, django_assert_num_queries):
    other = make_studio(studio.unit_union)
    one_by_one = {one.pk: filing_of(one) for one in (studio, other)}

    with django_assert_num_queries(1):
        together = filings_of([studio, other])

    assert together == one_by_one
    assert filings_of([]) == {}


def test_another_studios_rows_stay_out(studio):
    make_studio(studio.unit_union)

    assert len(filing_of(studio)["members"]) == 1


def test_a_frozen_filing_thaws_to_what_it_was(studio):
    filing = filing_of(studio)

    assert thawed(frozen(filing)) == filing


def test_what_is_frozen_does_not_follow_the_studio(studio):
    kept = frozen(filing_of(studio))

    Studio.objects.filter(pk=studio.pk).update(equipment="别的")

    assert thawed(kept)["studio"]["equipment"] == "数控机床两台"


def test_a_mark_changes_only_with_its_section(studio):
    before = {key: mark_of(section, filing_of(studio)) for key, section in BY_KEY.items()}

    Honour.objects.create(studio=studio, leader_name="张三", kind="技术能手", level=3)

    changed = [k for k, s in BY_KEY.items() if mark_of(s, filing_of(studio)) != before[k]]
    assert changed == ["leaders"]


def test_only_what_changed_is_saved_and_told(studio):
    studio.equipment, studio.funds_fen = "新设备", 10_000_000

    assert save_fields(studio, ["equipment", "funds_fen"]) == (
        {"设施设备": "数控机床两台"},
        {"设施设备": "新设备"},
    )


def test_a_filing_is_read_with_words_for_choices_and_figures_for_money(studio):
    found = {section["key"]: section for section in readable(filing_of(studio))}

    facts = {fact["label"]: fact["value"] for fact in found["venue"]["facts"]}
    assert (facts["有固定活动场所"], facts["本年度专项经费"]) == ("是", 10_000_000)
    outcomes = found["outcomes"]["tables"][0]
    labels = [column["label"] for column in outcomes["columns"]]
    assert dict(zip(labels, outcomes["rows"][0], strict=True))["成果类别"] == "专利"


def test_a_fact_leads_to_the_section_where_it_is_filled_in():
    found = [section_of(frozenset({name})) for name in ("leaders", "materials", "truthful")]

    assert [section and section.key for section in found] == ["leaders", "materials", None]


def test_every_field_of_a_studio_stands_in_one_section_only():
    fields = [name for section in SECTIONS for name in section.fields]
    asked = {f.name for f in Studio._meta.concrete_fields} - {
        "id",
        "unit_union",
        "barred_by",
        "copy_of",
    }

    assert (sorted(fields), len(fields)) == (sorted(asked), len(set(fields)))
    assert sorted(part for section in SECTIONS for part in section.parts) == sorted(PARTS)
