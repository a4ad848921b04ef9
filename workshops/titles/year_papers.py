"""Papers of the named years: the order to put right, the warning, the revocation, the circular."""

from rules.base import Step
from rules.facts import LABELS, shown
from rules.kinds import OneOf, words_of
from rules.payable import PaidBack, left_to_decide
from rules.verdict import NOT_RELIED_ON, RESTS_ELSEWHERE
from workshops.applications.criticism import NUMBER as CRITICISM
from workshops.applications.criticism import WORD
from workshops.documents.papers import draw_after_commit
from workshops.records.actions import issue, numbered, suggested_number

from .recovery import is_more_due, recovery
from .years import things

ORDER, WARNING = "rectification_notice", "warning_notice"
REVOCATION, CIRCULAR = "revocation_decision", "circular"
SERIES = {ORDER: "改", WARNING: "警", REVOCATION: "字", CIRCULAR: WORD}
NUMBER = "paper_number"
PAPERS = {
    "order_rectification": (ORDER, "notice_number"),
    "yellow_card": (WARNING, NUMBER),
    "delist": (REVOCATION, NUMBER),
}
MONEY = "recovery"
ELSEWHERE = (NOT_RELIED_ON, RESTS_ELSEWHERE)  # provisions on grounds the decision does not rest on


def suggested(union, kind: str, year: int) -> str:
    """The next free number for a paper of that kind; it may be typed over."""
    return suggested_number(union, SERIES[kind], year)


def with_papers(title, decision) -> dict:
    """The particulars of a decision with all that its papers say."""
    kind, name = PAPERS[decision.step]
    given, year, union = decision.particulars, decision.decided_on.year, title.authority
    given = {**given, name: numbered(union, SERIES[kind], year, given.get(name, ""))}
    if kind == REVOCATION:
        rule, facts = title.edition.step(decision.step), title.facts(decision.decided_on, given)
        given[MONEY] = recovery(title, rule, facts)
    more = {kind: WRITERS[kind](title, decision, given) | {"number": given[name]}}
    if given.get(CRITICISM):
        number = numbered(union, SERIES[CIRCULAR], year, given[CRITICISM])
        says = circular_says(title, decision, given) | {"number": number}
        more |= {CRITICISM: number, CIRCULAR: says}
    return given | more


def issue_papers(decision) -> None:
    """Issue what the decision says, each paper under its own number."""
    for kind in SERIES:
        if says := decision.particulars.get(kind):
            on, number = decision.decided_on, says["number"]
            heading = says["heading"][:120]
            draw_after_commit(issue(kind, heading, decision, on=on, number=number))


def common(title, decision) -> dict:
    """What every one of these papers says: from whom, of which studio, by which text."""
    authority, union = title.authority.title, title.unit_union
    return {
        "issuer": authority,
        "studio": title.studio.title,
        "unit": union.unit or union.title,
        "plaque": title.title,
        "named_on": shown(title.named_on),
        "naming_number": title.document_number,
        "source": decision.source,
        "article": decision.article,
        "printer": f"{authority}办公室",
        "on": shown(decision.decided_on),
    }


def below(title) -> list[str]:
    return [union.title for union in title.recommending_unions]


# To be put right, warned


def order_says(title, decision, given) -> dict:
    """What is to be put right, by when, and to whom the text has it sent."""
    edition, rule, unit = title.edition, title.edition.step(decision.step), title.unit_union.title
    upwards = "notified_kind" in rule.facts
    to, copies = (below(title), [unit]) if upwards else ([unit], below(title))
    end, check = edition.step("delist"), last_check(title)
    failed = check["failed"]
    ground = words_of(rule, "ground").get(given.get("ground", ""), "")
    return common(title, decision) | {
        "heading": f"关于{title.studio.title}限期整改的通知",
        "addressee": "、".join(to),
        "copied_to": copies,
        "upwards": upwards,
        "check": check,
        "failed": [*failed, *([ground] if failed and ground not in ("", *failed) else [])],
        "ground": "" if failed else ground,
        "asks": given.get("reason", ""),
        "things": things(given),
        "due": shown(given["rectify_by"]),
        "then": f"整改期满，复查仍不达标的，依据{end.article}办理{end.label}。",
    }


def last_check(title) -> dict:
    """The check the order rests on: when, what it was, which of its points were not met."""
    edition = title.edition
    told = {duty.key: duty for duty in edition.duties if "check_passed" in duty.gives}
    rows = [r for r in title.assessments.all() if r.duty in told and r.withdrawn_at is None]
    if not rows:
        return {"failed": []}
    row = max(rows, key=lambda one: (one.assessed_on, one.pk))
    duty = told[row.duty]
    failed = [thing for thing, said in row.gone_through(duty) if not said["met"]]
    return {"on": shown(row.assessed_on), "label": duty.label, "failed": failed}


def warning_says(title, decision, given) -> dict:
    """The year that was failed, its score, what follows from it and from the next year."""
    schedule, rows = title.schedule(decision.decided_on), title.assessments.all()
    year = max(schedule.yellow_years)
    line = next(one for one in schedule.years if one.year == year)
    row = next((r for r in rows if r.year == year and r.withdrawn_at is None), None)
    back, end = title.edition.step("restore"), title.edition.step("delist")
    return common(title, decision) | {
        "heading": f"关于给予{title.studio.title}{decision.label}的通知",
        "label": decision.label,
        "addressee": title.unit_union.title,
        "copied_to": below(title),
        "year": year,
        "score": f"{row.score}" if row and row.score is not None else "",
        "pass_line": row.pass_line if row else None,
        "effect": line.effect,
        "line_article": line.article,
        "restore": back.asks if back else "",
        "end": end.label,
    }


# Struck off


def revocation_says(title, decision, given) -> dict:
    """On which ground, on what finding, what happens to the money, the plaque, a new filing."""
    rule, ground = title.edition.step(decision.step), given.get("ground", "")
    found = rests_on(title, rule, decision)
    own_basis = bool(found) and all(one["article"] == "—" for one in found)
    label, return_by = verb(title.edition, rule, ground), given.get("return_by")
    return common(title, decision) | {
        "heading": f"关于对{title.studio.title}{label}的决定",
        "label": label,
        "article": "" if own_basis else cited(rule, found, given[MONEY]),
        "ground": "" if own_basis else words_of(rule, "ground").get(ground, ""),
        "found": [one["shown"].removeprefix("查实认定：") for one in found],
        "money": given[MONEY],
        "has_money": is_more_due(title, decision.decided_on),
        "bars": rule.bars,
        "plaque_number": title.plaque_number,
        "return_by": shown(return_by) if return_by else "",
        "copied_to": [title.unit_union.title, *below(title)],
    }


def cited(rule: Step, found: list[dict], money: dict | None) -> str:
    """The articles a revocation cites: of the provision on fraud, else of what it rests on."""
    if money and money["claimed"]:
        return next(one.article for one in rule.requires if isinstance(one.test, PaidBack))
    articles = dict.fromkeys(one["article"] for one in found if one["article"] != "—")
    return "、".join(articles) or rule.article


def verb(edition, rule: Step, ground: str) -> str:
    """What is done to the title in the words of the text, which may differ by ground."""
    return edition.words.get(f"{rule.name}_{ground}", rule.label)


def rests_on(title, rule: Step, decision) -> list[dict]:
    """The findings a revocation rests on; the choice of ground and the money stand elsewhere."""
    tests = {one.id: one.test for one in rule.requires}
    found = [
        finding
        for finding in decision.findings
        if not isinstance(tests.get(finding["id"]), OneOf | PaidBack)
        and not finding["shown"].startswith(ELSEWHERE)
        and not finding["shown"].startswith(LABELS[CRITICISM][0])
    ]
    line = failed_year(title, decision) if title.is_assessed else None
    fraud = decision.particulars.get("verified_finding")
    if line is None or fraud:
        return found
    why = decision.particulars.get("reason") or ""
    settled = f"。认定属于连续两年：{why.rstrip('。')}" if why else ""
    return [{"article": line.article, "shown": f"{line.year}年度：{line.effect}{settled}"}]


def failed_year(title, decision):
    """The year whose result ends the title, by the text alone or as the authority settled it."""
    schedule = title.schedule(decision.decided_on)
    year = schedule.revoked_year or left_to_decide(schedule)
    return next((y for y in schedule.years if y.year == year), None)


def circular_says(title, decision, given) -> dict:
    """What everybody is told: which studio, what was found, what was decided."""
    rule, ground = title.edition.step(decision.step), given.get("ground", "")
    article = cited(rule, rests_on(title, rule, decision), given[MONEY])
    return common(title, decision) | {
        "article": article,
        "heading": f"关于{title.studio.title}有关情况的通报",
        "ground": words_of(rule, "ground").get(ground, ""),
        "label": verb(title.edition, rule, ground),
        "finding": given.get("verified_finding", "").rstrip("。；"),
        "decision_number": given[NUMBER],
        "decision_heading": f"关于对{title.studio.title}{verb(title.edition, rule, ground)}的决定",
    }


WRITERS = {ORDER: order_says, WARNING: warning_says, REVOCATION: revocation_says}
