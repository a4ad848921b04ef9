"""What the page of a studio says of honours, rewards, benefits and other money, as its text has."""

from datetime import date

from django.urls import reverse

from workshops.titles.models import Title
from workshops.titles.supported import SUPPORT, Sort

from .actions import keeps, own_post, sorts_for
from .models import Benefit, Recommendation, Recorded, Reward

KINDS: dict[str, type[Recorded]] = {one.policy: one for one in (Recommendation, Reward, Benefit)}
ORDER = {"honours": "recommended_on", "rewards": "given_on", "benefits": "begins_on"}
NEW = {"honours": "登记推荐", "rewards": "登记奖励", "benefits": "登记参加人员"}
BRINGS = {
    "honours": "只记推荐的事实和结果；系统不排名、不计分，推荐不等于有权获得。",
    "rewards": "只记奖励和经费来源；补助资金不得列支的，登记时说明依据的条款并拦下。",
    "benefits": "只记谁在哪一天参加了什么；是否安排由工会决定，系统不认定资格。",
}
EMPTY = {
    "honours": "推荐以后，由推荐的工会登记；有了结果再补登记结果。",
    "rewards": "工会给予奖励以后，由给予奖励的工会登记。",
    "benefits": "组织疗休养、考察或者学习以后，由组织的工会登记。",
}


def parts(title: Title, person, on: date) -> list[dict]:
    """A section for each policy the text has: its words, its rows, what this person may add."""
    found = []
    for key, model in KINDS.items():
        policy = title.edition.policy(key)
        if policy is None:
            continue
        rows = model.objects.filter(title=title).select_related("union")
        rows = list(rows.order_by(f"-{ORDER[key]}", "-pk"))
        for row in rows:
            row.title = title
        post = keeps(title, key, person, on)
        url = reverse("reward_new", args=[title.pk, key]) if post else ""
        part = {"key": key, "policy": policy, "rows": [line(row, person, on) for row in rows]}
        part |= {"url": url, "new": NEW[key], "brings": BRINGS[key], "empty": EMPTY[key]}
        found.append(part | {"template": f"rewards/_{key}.html"})
    return found


def line(row: Recorded, person, on: date) -> dict:
    """A row, and whether it is this person's union's own to go on with."""
    return {"row": row, "own": row.stands and own_post(row, person, on) is not None}


def supported(title: Title) -> dict | None:
    """The sum of what other unions gave, where the text has it."""
    policy = title.edition.policy(SUPPORT)
    if policy is None:
        return None
    return {"policy": policy, "fen": title.given_fen(Sort.BESIDE)}


def offered(title: Title, key: str, person, on: date):
    """The post and the sorts with which this person records under a policy."""
    post = keeps(title, key, person, on)
    return post, sorts_for(title, key, post) if post else []
