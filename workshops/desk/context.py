"""What every page shows around its content: the way about, one's posts, the demo's banner."""

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from workshops import clock
from workshops.applications.amendments import READERS
from workshops.exchange.offers import encourages
from workshops.studios.ledger_pages import keeps_ledgers
from workshops.unions.accounts import demo_people
from workshops.unions.models import Kind, Role

from .due import next_due

UNIT = (Role.CLERK, Role.CHAIR)
OFFICE = (Role.REVIEW_OFFICE, Role.SECRETARY)
MONEY = (Role.FINANCE_CLERK, Role.FINANCE_APPROVER)
FILES = (*UNIT, Role.SCREENING_OFFICER, *OFFICE, Role.AUDITOR)

# What belongs to a place though it stands elsewhere, such as the ledgers below a studio.
ALLIANCES, OUTCOMES = ("/alliances/", "/memberships/"), ("/outcomes/", "/transfers/")
BELOW = {
    "ledger_studios": ("/ledgers/",),
    "exchange": ("/exchange", *ALLIANCES, *OUTCOMES, "/liaison/", "/showcase/"),
}
# The rooms of the money, which stand together under one place, and how their addresses begin.
PURSES = (*MONEY, Role.AUDITOR)
BEGIN = {
    "payments": ("/payments/", "/claims/"),
    "batches": ("/batches/",),
    "budgets": ("/budgets/", "/allotments/"),
    "grants": ("/spending/", "/expenses/"),
    "funds": ("/funds/",),
    "books": ("/books/", "/charts/", "/vouchers/", "/drafts/", "/movements/"),
    "clawbacks": ("/recovery/",),
    "figures": ("/figures/",),
    "audit": ("/audit/", "/findings/", "/samples/"),
}
MONEY_ROOMS = (
    ("拨付", "payments", (*UNIT, *PURSES)),
    ("批次", "batches", PURSES),
    ("预算", "budgets", PURSES),
    ("使用", "grants", (*UNIT, *OFFICE, *PURSES)),
    ("专款", "funds", (*UNIT, *PURSES)),
    ("账套", "books", (*UNIT, *PURSES)),
    ("追回", "clawbacks", (*UNIT, *PURSES)),
    ("统计", "figures", PURSES),
    ("经审", "audit", (*UNIT, *PURSES)),
)
# Label, address, who is shown it.
PLACES = (
    ("工作台", "desk", tuple(Role)),
    ("申报批次", "calls", FILES),
    ("申报", "applications", FILES),
    ("评分", "sheets", (Role.EXPERT,)),
    ("公示", "postings", FILES),
    ("异议", "objections", (Role.REVIEW_OFFICE, Role.AUDITOR)),
    ("称号", "titles", (*FILES, *MONEY)),
    ("台账", "ledger_studios", (*FILES, *MONEY)),
    ("交流", "exchange", (*UNIT, Role.SCREENING_OFFICER, *OFFICE)),
    ("资金", "payments", (*UNIT, *PURSES)),
    ("补助使用", "grants", OFFICE),
    ("人员", "people", (Role.ADMINISTRATOR,)),
    ("放假安排", "holidays", (Role.ADMINISTRATOR, Role.REVIEW_OFFICE)),
    ("办法参数", "amendments", READERS),
    ("履历", "history", (Role.AUDITOR, Role.ADMINISTRATOR)),
)


def page(request) -> dict:
    """The context of every page."""
    on = clock.today()
    posts = request.user.posts(on) if _signed_in(request) else []
    around = {"nav": nav(request, posts), "posts": [_spoken(post) for post in posts], "today": on}
    around["subnav"] = money_rooms(request.path, {post.role for post in posts})
    if settings.DEMO:
        coming = next_due(on)
        around["demo"] = {"today": on, "next_on": coming.on, "next_label": coming.label}
        around["demo_people"] = SimpleLazyObject(lambda: demo_people(on))
    return around


def nav(request, posts) -> list[dict]:
    """The places this person's posts lead to; the one they are in is marked."""
    found = []
    for label, name, shown_to in PLACES:
        roles = _roles(posts, name)
        url = address(name) if roles & set(shown_to) or (name == "desk" and roles) else ""
        if url:
            here = _is_here(request.path, name, url)
            here |= label == "资金" and _room(request.path) != ""
            found.append({"label": label, "url": url, "current": here})
    return found


def money_rooms(path: str, roles: set[str]) -> list[dict]:
    """The rooms of the money that these roles lead to, on the pages of any of them."""
    here = _room(path)
    return [
        {"label": label, "url": url, "current": name == here}
        for label, name, shown_to in (MONEY_ROOMS if here else ())
        if roles & set(shown_to) and (url := address(name))
    ]


def _room(path: str) -> str:
    """The room of the money a page belongs to; nothing elsewhere."""
    return next((name for name, begins in BEGIN.items() if path.startswith(begins)), "")


def _is_here(path: str, name: str, url: str) -> bool:
    """Whether a page belongs to a place."""
    if name in BELOW:
        return any(part in path for part in BELOW[name])
    return path == url or (url != "/" and path.startswith(url))


def _roles(posts, name: str) -> set[str]:
    """The roles that count for a place.

    Ledgers are kept only where a text asks for them, exchange only where one encourages it,
    parameters only at a naming authority.
    """
    if name == "ledger_studios":
        posts = [post for post in posts if keeps_ledgers(post.union.jurisdiction)]
    if name == "exchange":
        posts = [post for post in posts if encourages(post.union.jurisdiction)]
    if name == "amendments":
        posts = [post for post in posts if post.union.kind == Kind.AUTHORITY]
    return {post.role for post in posts}


def address(name: str, *args) -> str:
    """The address of a page by its name; nothing where there is no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def _signed_in(request) -> bool:
    return getattr(request, "user", None) is not None and request.user.is_authenticated


def _spoken(post) -> str:
    return f"{post.union.short_title or post.union.title} · {post.role_label}"
