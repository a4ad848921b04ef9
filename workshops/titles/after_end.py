"""What the page of a title that ended says of its years and its money: nothing more follows."""

from datetime import date
from typing import NamedTuple

from rules import money
from rules.facts import shown
from workshops.records.models import Decision

from .lifecycle import State
from .models import Title
from .year_papers import REVOCATION

NEVER = "不再拨付"


class End(NamedTuple):
    """When a title ended, by which article, and what its text calls that."""

    on: date
    article: str
    label: str

    @property
    def said(self) -> str:
        return f"{shown(self.on)}已{self.label}"


def end_of(title: Title, decided: list[dict]) -> End | None:
    """How it ended by its decisions; None while it stands."""
    if title.state != State.REVOKED:
        return None
    one = next((row for row in decided if row["step"] == "delist"), None)
    return End(one["decided_on"], one["cites"] or one["article"], one["label"]) if one else None


def end_decided(title: Title) -> End | None:
    """The same from the decision itself, where no others were read."""
    kept = Decision.objects.about(title).filter(step="delist").order_by("pk")
    one = kept.last() if title.state == State.REVOKED else None
    return End(one.decided_on, cited(one), one.label) if one else None


def cited(decision: Decision) -> str:
    """The article it rested on, where the paper names one of several."""
    return (decision.particulars.get(REVOCATION) or {}).get("article") or decision.article


def standing(one, paid: set[str], end: End | None) -> tuple[str, str]:
    """Where a sum stands by the text, and why; after the end what had not left never will."""
    if end is None or one.key in paid:
        return one.standing.label, one.why
    return NEVER, f"{end.said}，此后{NEVER}"


def years(rows: list[dict], end: End | None) -> list[dict]:
    """The years: what has no result by the end gets none any more."""
    if end is None:
        return rows
    return [_closed(row, end) if _is_open(row["line"], end) else row for row in rows]


def _is_open(line, end: End) -> bool:
    return line.result is None and line.ordinal > 1 and line.year >= end.on.year


def _closed(row: dict, end: End) -> dict:
    effect = f"{end.said}，没有以后的考评和拨付"
    return row | {"line": row["line"]._replace(effect=effect, article=end.article)}


def instalments(rows: list[dict], end: End | None) -> list[dict]:
    """The sums: what had not left by the end never will."""
    if end is None:
        return rows
    return [row if _has_left(row) else _never(row, end) for row in rows]


def _has_left(row: dict) -> bool:
    return "payment" in row and row["payment"].state == "paid"


def _never(row: dict, end: End) -> dict:
    why = f"{end.said}（{end.article}），此后{NEVER}"
    if "payment" in row:
        why += "；已编制、审批的须退回"
    return row | {"tone": "bad", "standing": NEVER, "one": row["one"]._replace(why=why)}


def recoveries(title: Title, person, on: date) -> list[dict]:
    """What is claimed back under a title that ended: the sum, what came, and where it is read."""
    claimed = title.claimed_back()
    if not claimed:
        return []
    claims = Title._meta.get_field("clawbacks").related_model.objects
    seen = claims.visible_to(person, on=on).filter(title=title).with_sums().order_by("pk")
    found = [_running(one) for one in seen.select_related("decision")]
    told = sum(one.amount_fen for one in seen)
    if told < claimed:
        said = f"决定追回{money.figures(claimed - told)}元，由财务经办发出追回通知。"
        found.append({"said": said, "clawback": None})
    return found


def _running(one) -> dict:
    came = f"已退还{money.figures(one.came_fen)}元"
    if one.left_fen > 0:
        came += f"，还有{money.figures(one.left_fen)}元，期限{shown(one.repay_by)}"
    return {"said": f"{one.word}{money.figures(one.amount_fen)}元：{came}。", "clawback": one}
