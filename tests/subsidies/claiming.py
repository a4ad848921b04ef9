"""Makes claims for the tests, in one line each."""

from collections import Counter
from datetime import date

from subsidies.claims import actions as acts
from subsidies.models import Claim
from tests.people import moment
from tests.workshops.titles.living import titled
from workshops.records.actions import advance
from workshops.titles.models import Title

__all__ = ["Counter"]

TOPIC = {
    "met_on": date(2027, 5, 10), "minutes_number": "会议纪要〔2027〕5号", "planned": 2,
    "sheets_due": 3, "sheets_in": 3,
}  # fmt: skip
JUDGED = {"met": True, "by": "会议秘书", "remark": "已评审"}
SECOND = {
    "accepted_on": date(2027, 5, 8), "document_number": "演工发〔2027〕9号",
    "plaque_number": "示-1",
    "judgements": {"QZ-14a-model": JUDGED}, "planned": 1,
}  # fmt: skip
MEETING = {
    "met_on": date(2026, 12, 28), "minutes_number": "主席办公会议纪要〔2026〕9号",
    "proposed_fen": 4_000_000, "decided_fen": 3_000_000, "judgements": {"YP-15a-merit": JUDGED},
}  # fmt: skip
LATER = date(2027, 5, 12)


def place(code):
    """A city under that text and the base title it named."""
    return titled(code)


def on_day(day: date) -> dict:
    return {"on": day, "at": moment(day)}


def draft(city, title, kind, *rows: dict, on=LATER) -> Claim:
    claim = acts.begin(title, kind, by=city.clerk, **on_day(on))
    for row in rows:
        acts.enlist(claim, row, by=city.clerk, **on_day(on))
    return fresh(claim)


def fresh(claim) -> Claim:
    return Claim.objects.get(pk=claim.pk)


def take(claim, step, by, on=LATER, **given) -> Claim:
    advance(fresh(claim), step, by=by, given=given, **on_day(on))
    return fresh(claim)


def filed(city, title, kind, *rows, on=LATER) -> Claim:
    return take(draft(city, title, kind, *rows, on=on), "file_claim", city.clerk, on)


def topic(city, title, what="刀具课题", on=LATER, **given) -> Claim:
    """A topic that was funded."""
    claim = filed(city, title, "topic", {"what": what}, on=on)
    return take(claim, "fund_topic", city.secretary, on, **TOPIC | given)


def sibling(title, number) -> Title:
    """Another studio's title under the same authority."""
    studio = title.studio
    studio.pk = None
    studio.title = f"{studio.title}{number}"
    studio.save()
    other = Title.objects.get(pk=title.pk)
    other.pk, other.studio, other.application, other.plaque_number = (
        None,
        studio,
        None,
        f"又{number}",
    )
    other.roll_number = ""
    other.save()
    return Title.objects.get(pk=other.pk)


def bought(number="发票1", fen=10_000_000, on=date(2026, 3, 20), **more) -> dict:
    plain = {"what": "数控车床", "number": number, "on": on, "fen": fen}
    return plain | more


def risen(who="张三", grade=3, number="证1", on=date(2026, 5, 1), **more) -> dict:
    plain = {"what": who, "reached": grade, "before": 0, "number": number, "on": on}
    return plain | {"on_roster": True, "own": f"{who}·{grade}"} | more


def won(prize="first", number="奖1", on=date(2026, 5, 1)) -> dict:
    return {"what": "夹具改造", "prize": prize, "number": number, "on": on}
