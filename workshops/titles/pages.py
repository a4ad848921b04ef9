"""What the page of a title says: where it stands, its years, its money, what can be done."""

from datetime import date

from django.db.models import (
    Count,
    Exists,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Sum,
    prefetch_related_objects,
)
from django.db.models.functions import Coalesce
from django.urls import reverse

from rules.facts import shown
from rules.schedule import Instalment, Schedule, Standing
from workshops.applications.calls import OFFICE
from workshops.applications.models import MONEY
from workshops.records.offers import offers
from workshops.studios.models import Studio
from workshops.unions.models import Role, TradeUnion

from .actions import assessing_post, why_no_year, years_open
from .asked import fitted
from .change_forms import KeepOnForm
from .direct_forms import DirectForm
from .duties import standing
from .forms import FORMS
from .keeping import fixes, rechecking_post
from .lifecycle import State
from .models import Title
from .plaques import ACT, receiving_post, told
from .supports import supporter

STEP_FORMS = FORMS | {"name_created": DirectForm}
STEP_FORMS |= {"keep_on": KeepOnForm}
ANSWERING = ("retitle", "adjust")  # taken on the page of a reported change
# What the page of a title in that state reads besides.
STANDS_ON = {State.REVOKED: ("plaque_returns",)}
OWN = ("state", "named_on", "document_number", "plaque_number", "late_reason")
LISTED = (*OWN, "studio__title", "studio__unit_union__title")  # what a line of the list says
STANDING = {Standing.DUE: "good", Standing.WAITING: "neutral", Standing.LAPSED: "bad"}
PAYMENT = {"prepared": "progress", "endorsed": "progress", "approved": "progress", "paid": "good"}
FALLEN = ("rejected", "bounced")  # a payment that moved no money in the end
RESULTS = {True: ("合格", "good"), False: ("不合格", "bad"), None: ("—", "")}


def facts(title: Title) -> list[dict]:
    """Who named it, when, under which number."""
    more = [{"label": "逾期命名的理由", "value": title.late_reason}] if title.late_reason else []
    if title.roll_number:
        place = f"{title.roll_year}年，{title.roll_number}"
        more.append({"label": "名册年度和编号", "value": place})
    if title.supervisor:
        more.append({"label": "督导创建的工会", "value": title.supervisor})
    return [
        {"label": "称号", "value": title.title},
        {"label": "所在单位工会", "value": title.unit_union.title},
        {"label": "命名机关", "value": title.authority.title},
        {"label": "命名日期", "value": title.named_on, "kind": "date"},
        {"label": "命名文号", "value": title.document_number},
        {"label": "牌匾编号", "value": title.plaque_number},
        {"label": "依据", "value": title.edition.source},
        *more,
    ]


def years(schedule: Schedule, title: Title) -> list[dict]:
    """Each year with its score, its result in words, and what follows from it."""
    giving = {duty.key for duty in title.edition.duties if "results" in duty.gives}
    scores = {one.year: one for one in standing(title) if one.duty in giving}
    return [
        {
            "line": line,
            "assessment": scores.get(line.year),
            "word": RESULTS[line.result][0],
            "tone": RESULTS[line.result][1],
        }
        for line in schedule.years
    ]


def payments_seen(person, on: date) -> Prefetch:
    """The payments of a title, each with whether this person may open it."""
    found = Title._meta.get_field("payments").related_model.objects
    visible = found.visible_to(person, on=on).filter(pk=OuterRef("pk"))
    return Prefetch("payments", found.annotate(is_seen=Exists(visible)))


def told_along(person, on: date) -> dict:
    """The account in use, the rest of its roll, whether this person reads its ledgers."""
    accounts = TradeUnion._meta.get_field("accounts").related_model.objects
    mine = accounts.filter(union=OuterRef("studio__unit_union"))
    ledgers = Studio.objects.with_ledgers_for(person, on=on).filter(pk=OuterRef("studio"))
    own, coming = mine.in_use(on), mine.under_way(on)
    found = {"has_account": Exists(own), "account_comes": Exists(coming)}
    found |= {"others_on_roll": others_on_roll()}
    return found | {"reads_ledgers": Exists(ledgers)}


def others_on_roll(title: str = ""):
    """How many others hold a title for the roll of its year; `title` is the way to it."""
    of = {name: OuterRef(f"{title}{name}") for name in ("pk", "authority", "roll_year")}
    sort = OuterRef(f"{title}studio__title_type")
    same = Title.objects.filter(authority=of["authority"], roll_year=of["roll_year"])
    same = same.filter(studio__title_type=sort, named_on__isnull=False)
    others = same.exclude(pk=of["pk"]).exclude(state=State.REVOKED).order_by()
    counted = others.values("authority").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def read_along(title: Title) -> None:
    """What only some titles have, asked once and not by every fact that turns on it."""
    asked = ("claims",) if title.edition.claims else ()
    prefetch_related_objects([title], *asked, *STANDS_ON.get(title.state, ()))


def instalments(schedule: Schedule, title: Title) -> list[dict]:
    """Each instalment: its condition, its standing by the text, and its way to the account."""
    payments = {one.instalment: one for one in title.payments.all() if one.state not in FALLEN}
    rows = []
    for one in schedule.instalments:
        payment = payments.get(one.key)
        row = {"one": one, "tone": STANDING[one.standing], "standing": one.standing.label}
        if payment:
            url = reverse("payment", args=[payment.pk]) if payment.is_seen else ""
            row |= {"payment": payment, "payment_tone": PAYMENT[payment.state], "url": url}
        rows.append(row)
    return rows


def paid_fen(rows: list[dict]) -> int:
    """What has left for the account so far, in fen."""
    paid = (row["payment"] for row in rows if "payment" in row)
    return sum(payment.amount_fen for payment in paid if payment.state == "paid")


def listed(keys: list[int]) -> list[Title]:
    """What a list says of these titles, in their order: the page's own rows and columns alone."""
    rows = Title.objects.filter(pk__in=keys).select_related("studio__unit_union").only(*LISTED)
    paid = Sum("payments__amount_fen", filter=Q(payments__state="paid"), default=0)
    found = {title.pk: title for title in rows.annotate(paid_fen=paid)}
    return [found[key] for key in keys]


def add_paid(titles) -> None:
    """Give each title on a page what has been paid under it so far, as `paid_fen`."""
    paid = Sum("payments__amount_fen", filter=Q(payments__state="paid"), default=0)
    keys = [title.pk for title in titles]
    sums = dict(Title.objects.filter(pk__in=keys).values_list("pk").annotate(paid=paid))
    for title in titles:
        title.paid_fen = sums[title.pk]


# Never the button that stands out: a title in good order is not there to be struck off.
GRAVE = {"grave": True, "reason": "有办法写明的情形才办理，打开先选依据哪一种。"}


def next_steps(title: Title, rows: list[dict], person, on: date) -> list[dict]:
    """What this person can do with the title now, and why the rest cannot be done."""

    def address(step):
        return reverse("title_step", args=[title.pk, step])

    facts = title.facts(on)
    kinds = {
        rule.name: fitted(STEP_FORMS.get(rule.name), rule, facts)
        for rule in title.edition.steps
        if title.may_proceed(rule)
    }
    steps = offers(title, by=person, on=on, address=address, forms=kinds)
    first = [*creating(title, person, on), *money_steps(title, rows, person, on)]
    first = [*righting(title, person, on), *plaque_steps(title, person, on), *first]
    # What would end it waits for a finding and for nobody: only who decides it reads of it here.
    rest = [s for s in steps if s["name"] not in ANSWERING and (s["url"] or s["name"] != "delist")]
    rest = [one | GRAVE if one["name"] == "delist" and one["lawful"] else one for one in rest]
    return [*first, *assessing(title, person, on), *rest]


def creating(title: Title, person, on: date) -> list[dict]:
    """While it is being created: the unit says how far it has come, those above what they gave."""
    own = title.studio.unit_union_id in person.unions_as(Role.CLERK, on=on)
    found = []
    if own and title.state == State.TO_BE_CREATED:
        url = reverse("created_section", args=[title.pk, "basics"])
        found.append({"label": "填写工作室情况", "url": url, "lawful": True})
    if title.state == State.TO_BE_CREATED and supporter(title, person, on):
        url = reverse("support", args=[title.pk])
        found.append({"label": "登记创建前的资助", "url": url, "lawful": True})
    return found


def righting(title: Title, person, on: date) -> list[dict]:
    """While something is to be put right: the unit says how far it is, the office looks again."""
    order = next((one for one in title.rectifications.all() if one.closed_on is None), None)
    if title.state != State.RECTIFYING or order is None:
        return []
    url, found = reverse("rectification", args=[title.pk]), []
    if fixes(title, person, on):
        found.append({"label": "填报整改完成情况", "url": url, "lawful": True})
    if rechecking_post(order, person, on) and order.rechecked_on is None:
        found.append({"label": "登记整改复查", "url": url, "lawful": True})
    return found


def plaque_steps(title: Title, person, on: date) -> list[dict]:
    """For the office of a title that ended: its plaque, until it is back."""
    if receiving_post(title, person, on) is None:
        return []
    last = told(title)
    if last and last.returned_on:
        return []
    return [{"label": ACT, "url": reverse("plaque", args=[title.pk]), "lawful": True}]


def ending(title: Title, kept: list[dict]) -> list[dict]:
    """How a title ended: when, by which paper, whether it was made public, where the plaque is."""
    one = next((row for row in kept if row["step"] == "delist"), None)
    if one is None:
        return []
    last = told(title)
    plaque = "还没有登记收回"
    if last:
        plaque = f"{shown(last.returned_on)}由{last.handed_by}交回" if last.returned_on else ""
        plaque = plaque or f"没有收回：{last.why_not}"
    why, cites = one["ground"] or one["found"] or "", one["cites"]
    rows = [("终止日期", one["decided_on"]), ("决定文号", one["paper_number"] or "")]
    rows += [("终止的情形", f"{why}（{cites}）" if cites else why)] if why else []
    number = one["criticism_number"]
    rows += [("通报批评文号", number)] if number else []
    rows += (
        [("再次申报", f"不得再次申报（{title.studio.barred_by}）")]
        if title.studio.barred_by
        else []
    )
    return [{"label": label, "value": value} for label, value in [*rows, ("牌匾", plaque)]]


def assessing(title: Title, person, on: date) -> list[dict]:
    """The yearly result, for the office."""
    if assessing_post(title, person, on) is None or not title.is_assessed:
        return []
    word, open_years = title.edition.words.get("assess", "考评"), years_open(title, on)
    return [
        {
            "label": f"登记{open_years[0]}年度{word}" if open_years else f"登记年度{word}",
            "url": reverse("assess", args=[title.pk]),
            "lawful": not why_no_year(title, on),
            "reason": why_no_year(title, on),
        }
    ]


def claims_url(title: Title, person, on: date) -> str:
    """Where money beside the sum at naming is asked for, for those who ask or decide."""
    near = title.authority_id in person.unions_as(*OFFICE, *MONEY, on=on)
    own = title.studio.unit_union_id in person.unions_as(Role.CLERK, Role.CHAIR, on=on)
    asked = title.edition.claims and not title.base_id and (near or own)
    return reverse("claims", args=[title.pk]) if asked else ""


def payee_url(title: Title, rows: list[dict], person, on: date) -> str:
    """The account of the unit's union, for itself and for those who pay; money comes or came."""
    near = title.authority_id in person.unions_as(*MONEY, on=on)
    own = title.studio.unit_union_id in person.unions_as(Role.CLERK, Role.CHAIR, on=on)
    return reverse("payee", args=[title.pk]) if rows and (near or own) else ""


def money_steps(title: Title, rows: list[dict], person, on: date) -> list[dict]:
    """The account where none is put down, and the instalments that wait to be prepared."""
    rule = title.edition.step("prepare")
    clerk = rule is not None and title.post_for(rule, person, on) is not None
    own = title.studio.unit_union_id in person.unions_as(Role.CLERK, on=on)
    if not (clerk or own) or title.state == State.REVOKED or not rows:
        return []
    if not title.has_account:
        url = reverse("payee", args=[title.pk])
        reason = f"户名须为{title.unit_union.title}，登记并由另一人确认后才能编制拨付。"
        if title.account_comes:
            reason = "已经登记，由单位工会主席或者命名机关财务审批人确认后才能编制拨付。"
        label = "查看收款账户" if title.account_comes else "登记收款账户"
        return [{"label": label, "url": url, "lawful": True, "reason": reason}]
    waiting = [row["one"] for row in rows if "payment" not in row]
    return [preparing(title, one, rule) for one in waiting if clerk]


def preparing(title: Title, one: Instalment, rule) -> dict:
    due = one.standing is Standing.DUE
    return {
        "label": f"{rule.label}：{one.label}",
        "url": reverse("payment_new", args=[title.pk, one.key]),
        "lawful": due,
        "reason": "" if due else f"{one.standing.label}，{one.why}。",
        "article": one.article,
        "actor_label": Role(rule.role).label,
    }
