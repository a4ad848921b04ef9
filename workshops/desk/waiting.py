"""What waits for a person: the sources that rooms add to, and the groups the desk shows."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import Count, OrderBy, QuerySet, Value, Window
from django.db.models.functions import RowNumber

from workshops.studios.filing import thawed
from workshops.unions.models import Person, Role

SHOWN = 20  # lines of a group on the desk; the rest is one click away

Group = dict
Source = Callable[[Person, date], Iterable[Group]]
SOURCES: list[Source] = []


class Lines(NamedTuple):
    """A group that is read in one question together with others of its kind.

    Each of its rows holds under `plain` what `line` makes a task of; `at` and `pk` in it are
    what they are sorted by. A row of which `line` makes nothing is left out.
    """

    title: str
    url: str
    rows: QuerySet
    line: Callable[[dict], dict | None]
    latest_first: bool = False
    to_read: bool = False  # nothing is asked: it stands below all that is
    whole: bool = False  # read all of it, because `line` leaves rows out


ASKING: list[Callable[[Person, date], Iterable[Lines]]] = []

NOTHING_YET = {
    Role.CLERK: "命名机关开放申报批次后，可以申报的批次会出现在这里；"
    "申报被退回、还有下一步要办时，也会在这里提醒。",
    Role.CHAIR: "本单位有正在办理的申报时，这里会显示办到哪一步。",
    Role.SCREENING_OFFICER: "下属单位的申报送到后，会出现在这里，等您审查推荐。",
    Role.REVIEW_OFFICE: "推荐工会报送申报后，会出现在这里；"
    "评分、公示、命名和年度考评到时也会提醒。",
    Role.EXPERT: "评审工作人员把申报分派给您后，评分表会出现在这里。",
    Role.SECRETARY: "有申报入围后，会在这里提醒安排会议研究确定。",
    Role.FINANCE_CLERK: "命名后补助到期应付时，会在这里提醒编制拨付。",
    Role.FINANCE_APPROVER: "财务经办编制拨付后，会出现在这里等您审批。",
    Role.AUDITOR: "有资金以后，会在这里提醒从哪里查起；"
    "到“资金”的“经审”可以看各年度，全部办理过程见“履历”。",
    Role.ADMINISTRATOR: "任期将满的岗位会在这里提醒；添加人员、调整岗位请到“人员”。",
}


def waits(source: Source) -> Source:
    """Add a source of what waits; a room above the desk may add its own."""
    SOURCES.append(source)
    return source


def asks(source):
    """Add a source whose rows are read together with those of all others like it."""
    ASKING.append(source)
    return source


def read_together(person: Person, on: date) -> Iterator[Group]:
    """The groups of all such sources, in one question however many there are."""
    wanted = [lines for source in ASKING for lines in source(person, on)]
    asked = [first_rows(one, place) for place, one in enumerate(wanted)]
    rows = list(asked[0].union(*asked[1:], all=True)) if asked else []
    for place, one in enumerate(wanted):
        own = [(plain, many) for part, plain, many in rows if part == place]
        found = [thawed(plain) for plain, _ in own]
        found.sort(key=lambda row: (row["at"], row["pk"]), reverse=one.latest_first)
        tasks = [task for row in found if (task := one.line(row))]
        in_all = len(tasks) if one.whole or not own else own[0][1]
        told = {"title": one.title, "tasks": tasks, "url": one.url, "to_read": one.to_read}
        yield told | {"in_all": in_all}


def first_rows(one: Lines, place: int) -> QuerySet:
    """As many rows of a group as are shown, each with how many there are in all."""
    rows = one.rows.order_by().annotate(part=Value(place))
    if one.whole:
        return rows.annotate(many=Value(0)).values_list("part", "plain", "many")
    told = rows.query.annotations["plain"].get_source_expressions()
    by_name = {name.value: way for name, way in zip(told[::2], told[1::2], strict=True)}
    order = [OrderBy(by_name[name], descending=one.latest_first) for name in ("at", "pk")]
    rows = rows.annotate(many=Window(Count("*")), rank=Window(RowNumber(), order_by=order))
    return rows.filter(rank__lte=SHOWN).values_list("part", "plain", "many")


def waiting_for(person: Person, on: date) -> list[Group]:
    """Everything that waits for this person that day, in groups that are not empty."""
    groups = [group for source in SOURCES for group in source(person, on)]
    groups += read_together(person, on)
    groups.sort(key=lambda group: group.get("to_read", False))
    return [shortened(group) for group in groups if group["tasks"]]


def shortened(group: Group) -> Group:
    """The group cut to what fits; a last line says how many more there are of all."""
    tasks = group["tasks"]
    if len(tasks) <= SHOWN:
        return group
    left = group.get("in_all", len(tasks)) - SHOWN
    more = {"title": f"还有{left}件", "url": group.get("url"), "state_label": "更多"}
    return group | {"tasks": [*tasks[:SHOWN], more]}


def nothing_yet(person: Person, on: date) -> list[str]:
    """What will appear here and when, for each role the person holds."""
    roles = dict.fromkeys(post.role for post in person.posts(on))
    return [NOTHING_YET[Role(role)] for role in roles]
