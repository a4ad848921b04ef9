"""Topics, second titles and outcomes: selected, once, within the places of a year."""

import io
from datetime import date

import pypdf
import pytest
from django.db import IntegrityError, transaction

from subsidies.claims.forms import DecideForm
from subsidies.claims.second import keep_on
from subsidies.models import Claim, ClaimItem
from workshops.desk.waiting import waiting_for
from workshops.documents.papers import content
from workshops.records.actions import broken_link
from workshops.records.lifecycle import NotPermitted, NotPossible, Refused
from workshops.records.models import Decision, Event, Paper
from workshops.titles.models import Title

from . import claiming as make

pytestmark = pytest.mark.django_db


# Topics and the second title


def test_a_topic_is_decided_from_the_second_year_on_with_its_sum():
    city, title = make.place("quzhou")
    early = make.draft(city, title, "topic", {"what": "刀具课题"}, on=date(2027, 3, 19))

    with pytest.raises(Refused, match=r"第十三条.*周期第1年"):
        make.take(early, "file_claim", city.clerk, date(2027, 3, 19))
    claim = make.take(early, "file_claim", city.clerk, date(2027, 3, 20))
    claim = make.take(claim, "fund_topic", city.secretary, **make.TOPIC)

    due = Title.objects.get(pk=title.pk).schedule(make.LATER).instalment(claim.key)
    assert (claim.amount_fen, due.amount_fen, due.standing) == (2_000_000, 2_000_000, "due")
    assert (
        Decision.objects.about(claim).get(step="fund_topic").particulars["granted_fen"] == 2_000_000
    )


def test_a_studio_has_one_topic_a_year_and_another_the_next():
    city, title = make.place("quzhou")
    make.topic(city, title)
    again = make.draft(city, title, "topic", {"what": "夹具课题"})

    with pytest.raises(Refused, match="每年补助一次。2027年已获课题经费1次"):
        make.take(again, "file_claim", city.clerk)
    with pytest.raises(IntegrityError), transaction.atomic():
        ClaimItem.objects.filter(claim=again).update(counts=True, once="2027")
    year = date(2028, 5, 12)
    claim = make.take(again, "file_claim", city.clerk, year)
    assert make.take(claim, "fund_topic", city.secretary, year, **make.TOPIC).state == "decided"


def test_the_sixth_topic_of_a_year_is_refused_before_anyone_clicks():
    city, title = make.place("quzhou")
    titles = [title, *(make.sibling(title, n) for n in range(2, 7))]
    for one in titles[:5]:
        make.topic(city, one)
    sixth = make.filed(city, titles[5], "topic", {"what": "第六个"})

    assert [f.id for f in sixth.judge("fund_topic", on=make.LATER).blocking if f.id == "QZ-13b"]
    with pytest.raises(Refused, match=r"第十三条.*每年不超过五个"):
        make.take(sixth, "fund_topic", city.secretary, **make.TOPIC | {"planned": 5})


def test_a_single_topic_needs_a_reason():
    city, title = make.place("quzhou")

    with pytest.raises(Refused, match="每年不少于二个"):
        make.topic(city, title, planned=1)

    claim = Claim.objects.get()
    given = make.TOPIC | {"planned": 1, "reasons": {"QZ-13b-least": "其余未达到要求"}}
    assert make.take(claim, "fund_topic", city.secretary, **given).state == "decided"


def demonstrated(city, title, **given):
    claim = make.filed(city, title, "demonstration", {"what": "示范性工作室"})
    return make.take(claim, "distinguish", city.secretary, **make.SECOND | given)


def test_a_demonstration_brings_a_second_title_and_the_first_stays():
    city, title = make.place("quzhou")

    claim = demonstrated(city, title)

    second = Title.objects.get(base=title)
    base = Title.objects.get(pk=title.pk)
    assert second.title == "衢州市高技能人才（劳模）示范性创新工作室"
    assert (second.document_number, base.state, second.state) == (
        "演工发〔2027〕9号",
        "active",
        "active",
    )
    assert base.schedule(make.LATER).instalment(claim.key).standing == "due"
    assert second.schedule(make.LATER).instalments == ()
    with pytest.raises(NotPossible):
        make.draft(city, second, "topic")


def test_the_second_title_is_bestowed_by_a_paper_of_its_own_on_one_page():
    city, title = make.place("quzhou")
    claim = demonstrated(city, title)
    paper = Paper.objects.get(kind="second_title")
    reader = pypdf.PdfReader(io.BytesIO(content(paper)))
    words = "".join(reader.pages[0].extract_text().split())

    assert (paper.number, paper.subject()) == ("演工发〔2027〕9号", claim.second)
    assert len(reader.pages) == 1
    assert "依据《衢州市高技能人才（劳模）创新工作室管理办法（试行）》" in words
    assert "2027年5月8日考核验收合格，决定授予其“衢州市高技能人才（劳模）示范性创新" in words
    assert "牌匾编号示-1" in words
    assert "人民币伍万元整（¥50,000.00）" in words


def test_a_topic_brings_money_and_no_paper():
    city, title = make.place("quzhou")
    make.topic(city, title)

    assert not Paper.objects.filter(kind="second_title").exists()


def test_the_third_demonstration_of_a_year_and_a_second_of_a_studio_are_refused():
    city, title = make.place("quzhou")
    others = [make.sibling(title, n) for n in (2, 3)]
    demonstrated(city, title)
    second = {"plaque_number": "示-2", "document_number": "演工发〔2027〕10号"}
    demonstrated(city, others[0], **second, planned=2)

    with pytest.raises(Refused, match="每年不超过二个"):
        demonstrated(city, others[1], plaque_number="示-3", planned=2)
    with pytest.raises(Refused, match="每个工作室只授予一次"):
        demonstrated(city, title, plaque_number="示-4", planned=2)
    assert Title.objects.filter(base__isnull=False).count() == 2


# Outcomes: asked once, the sum of the meeting


def yangpu(city_title=None):
    city, title = city_title or make.place("yangpu")
    title.assessments.create(duty="filing", year=2026, assessed_on=date(2026, 12, 20), met=None)
    return city, Title.objects.get(pk=title.pk)


YEAR_END = date(2026, 12, 28)


def outcome(city, title, on=YEAR_END):
    return make.filed(city, title, "outcome", {"what": "焊接机器人"}, on=on)


def test_the_meeting_fixes_another_sum_than_was_proposed():
    city, title = yangpu()

    claim = make.take(
        outcome(city, title), "support_outcome", city.secretary, YEAR_END, **make.MEETING
    )

    assert (claim.proposed_fen, claim.amount_fen) == (4_000_000, 3_000_000)
    due = Title.objects.get(pk=title.pk).schedule(YEAR_END).instalment(claim.key)
    assert (due.amount_fen, due.label) == (3_000_000, "成果扶持：焊接机器人")


def test_an_outcome_refused_is_not_asked_for_again_one_withdrawn_is():
    city, title = yangpu()
    make.take(outcome(city, title), "withdraw_claim", city.clerk, YEAR_END)
    claim = outcome(city, title)
    make.take(claim, "refuse_claim", city.secretary, YEAR_END, reason="效益不突出")

    with pytest.raises(Refused, match=r"第十五条.*同一成果只能提出一次"):
        outcome(city, title)
    with pytest.raises(IntegrityError), transaction.atomic():
        ClaimItem.objects.filter(claim__state="draft").update(counts=True, once="焊接机器人")


def test_by_the_other_reading_an_outcome_refused_may_be_asked_for_again():
    city, title = make.place("yangpu")
    Title.objects.filter(pk=title.pk).update(settings={"outcome_once": "grant"})
    city, title = yangpu((city, title))
    make.take(outcome(city, title), "refuse_claim", city.secretary, YEAR_END, reason="效益不突出")

    assert outcome(city, title).state == "filed"


def test_without_the_years_filing_an_outcome_is_not_asked_for():
    city, title = make.place("yangpu")

    with pytest.raises(Refused, match="当年未备案"):
        outcome(city, title)


# Who, and how often


@pytest.mark.parametrize("who", ["other_clerk", "secretary", "stranger"])
def test_only_the_units_clerk_begins_and_files(who):
    city, title = make.place("quzhou")
    claim = make.draft(city, title, "topic", {"what": "刀具课题"})

    with pytest.raises(NotPermitted):
        make.acts.begin(title, "topic", by=getattr(city, who), **make.on_day(make.LATER))
    with pytest.raises(NotPermitted):
        make.take(claim, "file_claim", getattr(city, who))


@pytest.mark.parametrize("who", ["clerk", "finance_clerk", "stranger", "review_office"])
def test_only_the_secretary_decides(who):
    city, title = make.place("quzhou")
    claim = make.filed(city, title, "topic", {"what": "刀具课题"})

    with pytest.raises(NotPermitted):
        make.take(claim, "fund_topic", getattr(city, who), **make.TOPIC)


def test_beginning_twice_gives_the_same_draft_and_filing_twice_files_once():
    city, title = make.place("quzhou")
    first = make.draft(city, title, "topic", {"what": "刀具课题"})
    second = make.draft(city, title, "topic")
    make.take(first, "file_claim", city.clerk)

    with pytest.raises(NotPossible):
        make.take(second, "file_claim", city.clerk)
    with pytest.raises(NotPossible):
        make.acts.enlist(first, {"what": "改"}, by=city.clerk, **make.on_day(make.LATER))
    assert (first.pk, broken_link()) == (second.pk, None)


# When the base falls


def fallen():
    city, title = make.place("quzhou")
    claim = demonstrated(city, title)
    Title.objects.filter(pk=title.pk).update(state="revoked")
    return city, make.fresh(claim)


def test_losing_the_base_leaves_the_second_title_for_the_authority_to_decide():
    city, claim = fallen()

    tasks = [task for group in waiting_for(city.secretary, make.LATER) for task in group["tasks"]]

    assert [task["state_label"] for task in tasks] == ["待决定"]
    with pytest.raises(NotPermitted):
        keep_on(claim, "仍有示范性", by=city.clerk, **make.on_day(make.LATER))
    keep_on(claim, "仍有示范性", by=city.secretary, **make.on_day(make.LATER))
    assert waiting_for(city.secretary, make.LATER) == []
    assert Event.objects.about(claim.second).last().why == "仍有示范性"
    with pytest.raises(NotPossible):
        keep_on(claim, "再次", by=city.secretary, **make.on_day(make.LATER))


def test_while_the_base_stands_nothing_is_to_be_decided():
    city, title = make.place("quzhou")
    demonstrated(city, title)

    assert waiting_for(city.secretary, make.LATER) == []


@pytest.mark.parametrize(("planned", "lawful"), [(1, False), (2, True)])
def test_by_the_strict_reading_a_single_topic_is_refused_two_are_not(planned, lawful):
    city, title = make.place("quzhou")
    Title.objects.filter(pk=title.pk).update(settings={"min_soft": False})
    claim = make.filed(city, Title.objects.get(pk=title.pk), "topic", {"what": "刀具课题"})
    given = make.TOPIC | {"planned": planned, "reasons": {"QZ-13b-least": "只有一个"}}
    rule, facts = claim.deciding, claim.facts(make.LATER)

    before = DecideForm.before(claim.judge("fund_topic", on=make.LATER), rule, facts)

    assert before
    assert bool(claim.judge("fund_topic", on=make.LATER, given=given)) is lawful
