"""A place that works by one text wholly, with a titled studio in each of two units."""

import uuid

from tests.make import PDF, make_studio
from tests.people import moment
from tests.workshops.titles.living import NAMED, titled
from workshops.clock import move_to
from workshops.exchange import alliance_acts, studio_acts
from workshops.titles.models import Title
from workshops.unions.models import Person, TradeUnion

ON = NAMED  # the day on which its people act


def place(code):
    """Its unions, its people, `studio` of the unit, `other` of the other unit; both hold titles."""
    city, title = titled(code)
    TradeUnion.objects.update(jurisdiction=code)
    move_to(ON)
    for name, one in vars(city).items():
        if isinstance(one, Person | TradeUnion):
            setattr(city, name, type(one).objects.get(pk=one.pk))
    city.title, city.studio = title, type(title.studio).objects.get(pk=title.studio_id)
    city.other = make_studio(city.other_unit)
    plain = {"authority": city.authority, "edition_key": title.edition_key, "named_on": NAMED}
    city.other_title = Title.objects.create(studio=city.other, title="示范工作室", **plain)
    return city


def by(person, on=ON) -> dict:
    return {"by": person, "on": on, "at": moment(on)}


def slip() -> dict:
    return {"slip": uuid.uuid4()}


def founded(person, **given):
    """An alliance founded by this person."""
    plain = {"title": "装备联盟", "founded_on": ON, "document_number": "工发〔2026〕3号"}
    return alliance_acts.found_alliance(slip() | plain | given, **by(person))


def joined(alliance, studio, person):
    return alliance_acts.join(alliance, studio, slip() | {"joined_on": ON}, **by(person))


def shown(place, **given):
    """What the unit shows, with consent."""
    plain = {"headline": "小改进有大用处", "text": "三年攻关，改进夹具。", "leader_name": "张三"}
    plain |= {"unit_signatory": "王五", "consented_on": ON, "paper_kept": True}
    return studio_acts.publish(place.studio, slip() | plain | given, **by(place.clerk))


def told(status, **given) -> dict:
    """What became of an outcome."""
    plain = {"status": status, "happened_on": ON, "receiver": "", "owner": "", "detail": ""}
    return slip() | plain | given


def written_down(studio, clerk, on):
    """Whom to call, an occasion, what became of an outcome, and what is shown of a studio."""
    called = {"full_name": "李四", "phone": "13900000000", "from_on": on}
    studio_acts.appoint(studio, slip() | called, **by(clerk, on))
    what = {"kind": "learning", "happened_on": on, "title": "技术沙龙", "partner": "某学院"}
    studio_acts.write_exchange(studio, slip() | what, **by(clerk, on))
    given = told("applied", receiver="本单位", owner="归所在单位", happened_on=on)
    studio_acts.write_transfer(studio.outcomes.first(), given, **by(clerk, on))
    consent = {"leader_name": "张三", "unit_signatory": "王五", "consented_on": on}
    text = {"headline": "小改进有大用处", "text": "改进夹具。", "paper_kept": True}
    studio_acts.publish(studio, slip() | consent | text, **by(clerk, on))


__all__ = [
    "NAMED",
    "ON",
    "PDF",
    "by",
    "founded",
    "joined",
    "place",
    "shown",
    "slip",
    "told",
    "written_down",
]
