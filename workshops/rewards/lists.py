"""Lists that leave the house: studios and leaders with what is on record, and rosters of a day."""

from datetime import date

from rules.facts import shown
from workshops.documents.workbooks import Column, Sheet, of_sheets
from workshops.titles.duties import of_year, standing
from workshops.titles.lifecycle import HELD
from workshops.titles.models import Title

from .models import Result
from .roster import called, read_along, roster

SAID = "只列事实，不计分，不排名，不表示优先的权利。"
WORDS = {True: "达到要求", False: "未达到要求"}
STUDIOS = [
    Column("工作室", width=30), Column("所在单位工会", width=28), Column("称号", width=30),
    Column("命名日期", "date", 12), Column("持有满几年", width=12), Column("状态", width=12),
    Column("领衔人", width=20), Column("历年考核结果", width=44),
    Column("推荐荣誉的记录", width=44),
]  # fmt: skip
LEADERS = [
    Column("姓名", width=12), Column("工作室", width=30), Column("所在单位工会", width=28),
    Column("称号", width=30), Column("领衔起始日期", "date", 12), Column("个人荣誉", width=36),
    Column("工作室历年考核结果", width=44), Column("推荐荣誉的记录", width=44),
]  # fmt: skip
ROSTER = [
    Column("姓名", width=12), Column("身份", width=10), Column("工作室", width=30),
    Column("所在单位工会", width=28), Column("在册起始日期", "date", 14),
    Column("当年已参加的疗休养、考察和学习", width=44),
]  # fmt: skip


PRIORITY = ("assessments", "recommendations", "studio__honours")


def titles_seen(person, on: date, *more: str):
    """The titles of this person's sight with their people, and what else a list is told from."""
    joined = "studio__unit_union", "authority", "application__call"
    seen = Title.objects.visible_to(person, on=on).filter(base=None, named_on__isnull=False)
    return read_along(seen.select_related(*joined)).prefetch_related(*more).order_by("pk")


def whole_years(since: date, on: date) -> int:
    """How many years are over."""
    return on.year - since.year - ((on.month, on.day) < (since.month, since.day))


def results(title: Title) -> str:
    """Every yearly or cyclic result on record, oldest first, in words."""
    labels = {duty.key: duty.label for duty in title.edition.duties}
    rows = (row for row in standing(title) if row.passed is not None)
    said = (f"{of_year(row.year, labels.get(row.duty, ''))}{WORDS[row.passed]}" for row in rows)
    return "；".join(said) or "还没有结果"


def recommended(title: Title, name: str = "") -> str:
    """What the studio, or one of its people, was recommended for, and what came of it."""
    rows = (row for row in title.recommendations.all() if row.stands and row.full_name == name)
    return "；".join(
        f"{shown(row.recommended_on)}{row.honour}"
        f"（{Result(row.result).label if row.result else '尚无结果'}）"
        for row in sorted(rows, key=lambda row: (row.recommended_on, row.pk))
    )


def studio_row(title: Title, on: date) -> list:
    """A studio as the list has it."""
    leaders = "、".join(one.full_name for one in title.studio.leaders.all())
    plain = [title.studio.title, title.unit_union.title, title.title, title.named_on]
    years = str(whole_years(title.named_on, on))
    more = [years, title.get_state_display(), leaders, results(title), recommended(title)]
    return plain + more


def leader_rows(title: Title, on: date) -> list[list]:
    """Those who lead it today, each with the honours entered under that name."""
    found, honours = [], title.studio.honours.all()
    for one in roster(title, on):
        if one.whom == "leader":
            own = "、".join(row.kind for row in honours if row.leader_name == one.name)
            where = [title.studio.title, title.unit_union.title, title.title, one.since]
            found.append([one.name, *where, own, results(title), recommended(title, one.name)])
    return found


def priority_book(titles: list[Title], on: date) -> bytes:
    """Studios and leaders with what is on record of them; whoever reads it decides."""
    held = [one for one in titles if one.state in HELD]
    studios = [studio_row(one, on) for one in held]
    leaders = [row for one in held for row in leader_rows(one, on)]
    head = f"{shown(on)}。{SAID}"
    return of_sheets(
        [
            Sheet(f"创新工作室，{head}", STUDIOS, studios, tab="工作室"),
            Sheet(f"领衔人，{head}", LEADERS, leaders, tab="领衔人"),
        ]
    )


def given_to(title: Title, name: str, year: int) -> str:
    """What somebody was given in that year, in words."""
    policy = title.edition.policy("benefits")
    labels = {one.code: one.label for one in policy.sorts} if policy else {}
    rows = (row for row in title.benefits.all() if row.stands and row.full_name == name)
    return "；".join(
        f"{labels.get(row.sort, row.sort)}{row.days}天（{shown(row.begins_on)}起）"
        for row in sorted(rows, key=lambda row: (row.begins_on, row.pk))
        if row.begins_on.year == year
    )


def on_roster(titles: list[Title], day: date) -> list[dict]:
    """Everybody on the rosters of these titles on that day, studio by studio."""
    return [
        {
            "title": title,
            "people": [
                {
                    "one": one,
                    "called": called(one.whom, title),
                    "given": given_to(title, one.name, day.year),
                }
                for one in roster(title, day)
            ],
        }
        for title in titles
    ]


def roster_book(groups: list[dict], day: date) -> bytes:
    """The roster of that day as a workbook."""
    rows = [
        [
            line["one"].name,
            line["called"],
            group["title"].studio.title,
            group["title"].unit_union.title,
            line["one"].since,
            line["given"],
        ]
        for group in groups
        for line in group["people"]
    ]
    return of_sheets([Sheet(f"{shown(day)}在册人员，{SAID}", ROSTER, rows, tab="在册人员")])
