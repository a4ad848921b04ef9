"""The page of a studio's title: where it stands, what is due, all that was recorded of it."""

from datetime import date

from workshops.records.seen import seen_by

from . import after_end, ladder, pages
from . import beside as around
from .change_pages import on_title
from .lifecycle import State
from .models import Title
from .supported import Sort

EXCHANGE = ("alliance", "exchange", "transfer", "showcase")
REWARDS = ("honours", "rewards", "benefits", "support")


def rewarded(title: Title) -> bool:
    """Whether its text names anything unions do for it beside the subsidies."""
    return not title.base_id and any(title.edition.policy(key) for key in REWARDS)


def exchanged(title: Title, person, on: date) -> bool:
    """Whether its text encourages exchange, and this person works with the studio."""
    has = any(title.edition.policy(key) for key in EXCHANGE)
    return has and around.sees_contacts(title, person, on)


def whole(title: Title, person, on: date) -> dict:
    """All that the page says today."""
    near = around.beside(title, person, on)
    schedule, lines = title.schedule(on), ladder.due_lines(title, on)
    since, decided = ladder.since(near.decisions), around.decided(near.decisions)
    end = after_end.end_of(title, decided)
    rows = after_end.instalments(pages.instalments(schedule, title), end)
    duties = ladder.next_duties(title, lines, person, on)
    steps = [ladder.duty_steps(duties), pages.next_steps(title, rows, person, on)]
    if title.state == State.RECTIFYING:  # then the status names the matter to be put right first
        steps.reverse()
    return {
        "title": title,
        "status": ladder.status(title, schedule, lines, since, on),
        "rungs": ladder.rungs(title),
        "duties": duties,
        "facts": pages.facts(title),
        "years": after_end.years(pages.years(schedule, title), end),
        "years_caption": f"年度{title.edition.words['assess']}" if title.is_assessed else "",
        "rows": rows,
        "due_fen": schedule.due_fen,
        "supported_fen": 0 if title.named_on else title.given_fen(Sort.BEFORE),
        "paid_fen": pages.paid_fen(rows),
        "steps": steps[0] + steps[1],
        "rectifies": title.edition.step("order_rectification") is not None,
        "claims_url": pages.claims_url(title, person, on),
        "payee_url": pages.payee_url(title, rows, person, on),
        "rewarded": rewarded(title),
        "exchanged": exchanged(title, person, on),
        "changes": on_title(title),
        "ledgers": around.ledgers(title, near.ledgers, person, on),
        "people": around.people(title, near.filing, person, on),
        "papers": near.papers,
        "others": around.others(near.others),
        "decisions": decided,
        "ending": pages.ending(title, decided),
        "recoveries": after_end.recoveries(title, person, on) if end else [],
        "entries": seen_by(person, on, title),
        "year": on.year,
    }
