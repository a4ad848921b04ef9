"""What the pages of changes say: who leads, what changed, what can be begun and what it brings."""

from datetime import date

from django.urls import reverse

from workshops.studios.copying import leading
from workshops.unions.models import Person

from .changes import reporting_post, why_not_led_anew
from .changing import ANSWERED, LEADERS_SHOWN, LEADS, Change, Kind, Outcome, called, worded
from .models import Title

TONES = {"": "progress", Outcome.ACCEPTED: "good", Outcome.DECLINED: "neutral"}
BEGINNING = [
    "建立一件更换领衔人的申请，内容先照工作室现在的情况抄入一份；改写的是这一份，同意以前工作室和称号都不变。",
    "按办法规定的全部程序办理：提交、推荐、评审、研究、公示，条件同申报一样核对。",
    "不受申报时间限制，不占年度名额，不与其他申报排名，不另拨补助。",
    "中途撤回或没有同意的，一切照旧。",
]
REPORTED = "报送命名机关，由命名机关确认；确认以前一切照旧。"
NOTED = "直接记入称号的变更，不需要审批。"
ANSWERS = {
    Kind.LEADER: [REPORTED, "确认后领衔人即行更换；称号的历史保留原领衔人，没有新的补贴。"],
    Kind.UNIT: [
        REPORTED,
        "确认后单位和工会改用新名称；请随后更换收款账户，户名要一致。",
    ],
    Kind.AFFILIATION: [REPORTED, "确认后由新的上级工会审查推荐和管理。"],
    Kind.JOINED: [NOTED],
    Kind.LEFT: [NOTED, "离开的成员从现在的名单上去掉，名字留在变更记录里。"],
    Kind.RETIRES: ["到期前六个月起在工作台提醒。", "到期以后由命名机关办理是否继续保留。"],
}


def brings(title: Title, kind: str) -> list[str]:
    """What reporting or noting a change of that kind brings, in the words of its text."""
    return [worded(line, title.edition) for line in ANSWERS[kind]]


def begins(title: Title) -> list[str]:
    """What applying for another leader brings, in the words of its text."""
    return [worded(line, title.edition) for line in BEGINNING]


def open_kinds(title: Title, on: date) -> list[Kind]:
    """The changes that are reported or noted under its text."""
    kinds = [Kind.UNIT, Kind.AFFILIATION, Kind.JOINED, Kind.LEFT]
    first = [] if title.road(on).is_procedure else [Kind.LEADER]
    last = [Kind.RETIRES] if "retires_on" in title.asked_of_leaders() else []
    return [*first, *kinds, *last]


def choices(title: Title, person: Person, on: date) -> list[dict]:
    """What the unit's clerk can begin here, and why not if not."""
    if reporting_post(title, person, on) is None:
        return []
    found = []
    if title.road(on).is_procedure:
        why, url = why_not_led_anew(title, on), reverse("leader_change", args=[title.pk])
        label = f"申请{called(Kind.LEADER, title.edition)}"
        found.append({"label": label, "url": url, "lawful": not why, "reason": why})
    gone = "" if title.is_held else "称号已经终止，不再登记变更。"
    for kind in open_kinds(title, on):
        url = reverse("change_new", args=[title.pk, kind])
        word = called(kind, title.edition)
        label = f"{'报告' if kind in ANSWERED else '登记'}{word}"
        found.append({"label": label, "url": url, "lawful": not gone, "reason": gone})
    return found


def facts(title: Title) -> list[dict]:
    """Who leads now and since when."""
    leads = title.edition.words.get("leaders", LEADS)
    found = [
        {"label": f"现任{leads}", "value": leading(title.studio.leaders.order_by("pk"))},
        {"label": "称号名称", "value": title.title},
        {"label": "所在单位工会", "value": title.unit_union.title},
    ]
    if title.leader_changed_on:
        day = {"value": title.leader_changed_on, "kind": "date"}
        found.append({"label": f"更换{leads}日期", **day})
    return found


def lines_of(change: Change) -> dict:
    """One change as a list or its page shows it."""
    word = Outcome(change.outcome).label if change.outcome else "待处理"
    if change.outcome and change.kind not in ANSWERED:
        word = "已登记"
    return {"change": change, "word": word, "tone": TONES[change.outcome]}


def on_title(title: Title) -> dict:
    """What the page of a title shows of changes, from what was read along with it."""
    names = [getattr(title, f"leader_{place}") for place in range(LEADERS_SHOWN)]
    told = {"latest": title.latest, "reported": title.reported}
    shown = {
        key: row | {"label": called(row["kind"], title.edition)} for key, row in told.items() if row
    }
    return {
        "leads": title.edition.words.get("leaders", LEADS),
        "leaders": "、".join(filter(None, names)),
        "file": title.changing,
        "url": reverse("changes", args=[title.pk]),
        **shown,
    }
