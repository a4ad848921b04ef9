"""The history of a file in words: labels for what the records keep by name."""

from .lifecycle import State
from .returns import parts_of_filing

LABELS = {"state": "状态", "slot": "材料类别", "filename": "文件"}
STATES = {"open": "已开放", **dict(State.choices)}


def entries(governed, events) -> list[dict]:
    """Events on a file or a call as the timeline fragment takes them, in the order they come."""
    slots = {step.name: f"{step.label}文件" for step in governed.edition.steps}
    slots |= parts_of_filing(governed.edition)[-1][1]
    return [
        {
            "at": event.at,
            "person": event.who,
            "union": event.post,
            "act_label": event.act,
            "changes": _changes(event.before or {}, event.after or {}, slots),
            "why": event.why,
        }
        for event in events
    ]


def _changes(before: dict, after: dict, slots: dict) -> list[dict]:
    # What is not for reading, such as digests, is kept under plain English names.
    names = [n for n in dict.fromkeys((*before, *after)) if n in LABELS or not n.isascii()]
    return [
        {
            "label": LABELS.get(name, name),
            "before": _words(name, before.get(name), slots),
            "after": _words(name, after.get(name), slots),
        }
        for name in names
    ]


def _words(name: str, value, slots: dict) -> str:
    if name == "state" and value:
        return STATES.get(value, str(value))
    if name == "slot" and value:
        return slots.get(value, "其他材料")
    return "" if value is None else str(value)
