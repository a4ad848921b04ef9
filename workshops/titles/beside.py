"""What stands beside a title in other tables, read in one question for its page."""

from datetime import date
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet, Sum, Value
from django.db.models.fields.json import KT
from django.db.models.functions import JSONObject
from django.urls import reverse

from rules import money
from workshops.records.models import Decision, Paper, subject_of
from workshops.studios.filing import PARTS, assembled, part_rows, thawed
from workshops.studios.ledgers import LedgerEntry
from workshops.studios.reach import OFFICE, kinds_read
from workshops.unions.models import Person, Role

from .lifecycle import State
from .models import Title
from .supported import Support
from .year_papers import REVOCATION
from .years import Rectification

PAPERS, DECISIONS, OTHERS, LEDGERS = "papers", "decisions", "others", "ledgers"
KINDS = (PAPERS, DECISIONS, OTHERS, LEDGERS)
# What the decision that ends a title states, and where among its particulars.
ENDED_BY = {name: name for name in ("paper_number", "criticism_number")}
ENDED_BY |= {"ground": f"{REVOCATION}__ground", "cites": f"{REVOCATION}__article"}
ENDED_BY |= {"found": f"{REVOCATION}__found__0"}
OWN = {"rectifications": Rectification, "supports": Support}  # kept with the title as its rows


class Beside(NamedTuple):
    """The studio's own rows, and what was issued, decided, named and written down beside it."""

    filing: dict
    papers: list[dict]
    decisions: list[dict]
    others: list[dict]
    ledgers: list[dict]


def beside(title: Title, person: Person, on: date) -> Beside:
    """All of it in one question, however much there is; the title keeps the studio's rows."""
    more = [papers_of(title), decisions_of(title), _others(title, person, on)]
    return asked_at_once(title, *more, _ledgers(title, person, on))


def asked_at_once(title: Title, *more: QuerySet) -> Beside:
    """The studio's rows and these others, by one union of them all; the title keeps its own."""
    first, *rest = [*part_rows([title.studio]), *_own(title), *more]
    found = sorted(first.union(*rest, all=True), key=lambda row: row[0])
    filing = assembled([title.studio], [row for row in found if row[2] in PARTS])
    title.filing_seen = filing[title.studio_id]
    if title.application_id is None and hasattr(title, "others_on_roll"):
        title.roll_seen = title.filing_seen, title.others_on_roll
    kept = title.__dict__.setdefault("_prefetched_objects_cache", {})
    for name, model in OWN.items():
        kept[name] = [_row(model, title, row[3]) for row in found if row[2] == name]
    told = {kind: [thawed(row[3]) for row in found if row[2] == kind] for kind in KINDS}
    return Beside(title.filing_seen, **told)


def _own(title: Title) -> list[QuerySet]:
    """The rows that belong to the title itself: matters put right, money given before."""
    found = []
    for name, model in OWN.items():
        fields = [f.attname for f in model._meta.concrete_fields if f.attname != "title_id"]
        found.append(_laid_flat(model.objects.filter(title=title), name, **{f: f for f in fields}))
    return found


def _row(model, title: Title, plain: dict):
    typed = {name: model._meta.get_field(name).to_python(value) for name, value in plain.items()}
    return model(title=title, **typed)


def _laid_flat(rows: QuerySet, kind: str, /, **plain) -> QuerySet:
    """Rows in the shape of a studio's parts, so that one union holds them all."""
    laid = rows.order_by().annotate(none=Value(0), part=Value(kind), plain=JSONObject(**plain))
    return laid.values_list("pk", "none", "part", "plain")


def papers_of(title: Title) -> QuerySet:
    """The naming decision and whatever else was issued about the title."""
    found = Q(**subject_of(title))
    if title.document_number:
        found |= Q(union=title.authority_id, number=title.document_number)
    names = {name: name for name in ("pk", "kind", "title", "number", "issued_on", "sha256")}
    return _laid_flat(Paper.objects.filter(found), PAPERS, **names)


def decisions_of(title: Title, payments: tuple = ()) -> QuerySet:
    """The decisions about the title, the one that named it, and those about these payments."""
    about = Q(**subject_of(title))
    if title.application_id:
        about |= Q(**subject_of(title.application), step="name")
    for payment in payments:
        about |= Q(**subject_of(payment))
    names = ("pk", "step", "label", "article", "role", "decided_on", "before", "after")
    plain = {name: name for name in (*names, "subject_type", "subject_id")}
    plain |= {"union": "union__title", "person": "person__full_name"}
    plain |= {name: KT(f"particulars__{path}") for name, path in ENDED_BY.items()}
    return _laid_flat(Decision.objects.filter(about), DECISIONS, **plain)


def _others(title: Title, person: Person, on: date) -> QuerySet:
    """The other titles of the studio that this person may see."""
    seen = Title.objects.visible_to(person, on=on).filter(studio=title.studio_id)
    names = {name: name for name in ("pk", "title", "state", "named_on", "document_number")}
    whom = {"authority": "authority__title"}
    return _laid_flat(seen.exclude(pk=title.pk), OTHERS, **names, **whom)


def _ledgers(title: Title, person: Person, on: date) -> QuerySet:
    """What this year's ledgers hold, as far as this person reads them, by ledger and kind."""
    rows = LedgerEntry.objects.visible_to(person, on=on).standing()
    rows = rows.filter(studio=title.studio_id, happened_on__year=on.year).order_by()
    plain = JSONObject(ledger="ledger", kind="kind", rows=Count("pk"), fen=Sum("amount_fen"))
    groups = rows.values("ledger", "kind").annotate(
        counted=Count("pk"), none=Value(0), part=Value(LEDGERS), plain=plain
    )
    return groups.values_list("counted", "none", "part", "plain")


# What the page makes of it


def decided(rows: list[dict]) -> list[dict]:
    """The decisions, newest first, each with its page."""
    return [row | {"url": reverse("decision", args=[row["pk"]])} for row in reversed(rows)]


def others(rows: list[dict]) -> list[dict]:
    """The studio's other titles, the highest and newest first."""
    labels = dict(State.choices)
    return [row | {"state_label": labels[row["state"]]} for row in reversed(rows)]


def ledgers(title: Title, rows: list[dict], person: Person, on: date) -> list[dict]:
    """Every ledger its text asks for and this person reads, with this year's rows of each kind.

    Who supervises the creation from afar sees the title, and not the ledgers of its studio.
    """
    if not title.reads_ledgers:
        return []
    counted = {(row["ledger"], row["kind"]): row for row in rows}
    found = []
    for ledger in title.edition.ledgers:
        url = reverse("ledger", args=[title.studio_id, ledger.key])
        kinds = []
        for kind, label in kinds_read(ledger, person, on):
            row = counted.get((ledger.key, kind), {"rows": 0, "fen": None})
            said = f"{row['rows']}条" + (f"，{money.figures(row['fen'])}元" if row["fen"] else "")
            link = f"{url}?kind={kind}&year={on.year}" if row["rows"] else ""
            kinds.append({"label": label, "said": said, "rows": row["rows"], "url": link})
        total = sum(kind["rows"] for kind in kinds)
        if kinds:
            found.append({"ledger": ledger, "url": url, "kinds": kinds, "rows": total})
    return found


def people(title: Title, filing: dict, person: Person, on: date) -> dict:
    """Who leads and who belongs to it; telephones only for those who work with the studio."""
    whole, honours = sees_contacts(title, person, on), filing["honours"]
    leaders = []
    for row in filing["leaders"]:
        own = [one["kind"] for one in honours if one["leader_name"] == row["full_name"]]
        phone = row["phone"] if whole else ""
        leaders.append({"row": row, "honours": "、".join(own), "phone": phone})
    names = [row["full_name"] for row in filing["members"]]
    label = title.edition.words.get("leaders", "领衔人")
    return {"label": label, "leaders": leaders, "members": names}


def sees_contacts(title: Title, person: Person, on: date) -> bool:
    """Whether this person works with the studio: its unit, its recommender, the office."""
    union = title.unit_union
    own = person.unions_as(Role.CLERK, Role.CHAIR, on=on)
    screens = person.unions_as(Role.SCREENING_OFFICER, Role.CHAIR, on=on)
    office = person.unions_as(*OFFICE, on=on)
    return union.pk in own or union.screening_union_id in screens or title.authority_id in office
