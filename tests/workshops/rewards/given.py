"""What the tests of this room record, in one line each."""

from datetime import date

from django.urls import reverse

from tests.make import moment
from workshops.rewards import actions as acts

DAY = date(2026, 7, 1)
HONOUR = {"honour": "2026年全国工人先锋号", "document_number": "演推〔2026〕1号"}
RESULT = {"result": "won", "result_on": DAY, "body": "全国总工会"}
RESULT |= {"result_number": "工发〔2026〕9号"}


def at(by, on=DAY):
    return {"by": by, "on": on, "at": moment(on)}


def recommended(title, by, sort="vanguard", whom="studio", full_name="", **more):
    plain = {"sort": sort, "whom": whom, "full_name": full_name, "recommended_on": DAY}
    return acts.recommend(title, HONOUR | plain | more, **at(by))


def rewarded(title, by, sort="reward", full_name="", **more):
    plain = {"sort": sort, "full_name": full_name, "what": "奖金", "given_on": DAY}
    plain |= {"amount_fen": 100_000, "source": "union", "source_note": "", "voucher": ""}
    return acts.reward(title, plain | more, **at(by))


def gave(title, by, *people, sort="recuperation", on=DAY, **more):
    plain = {"sort": sort, "begins_on": on, "days": 5, "place": "庐山"}
    return acts.give(title, list(people), plain | more, **at(by))


def page(client, person, name, *args, **sent):
    """A page read, or a form sent, by somebody."""
    client.force_login(person)
    address = reverse(name, args=args)
    return client.post(address, sent) if sent else client.get(address)
