"""Every page people reach by links from the desk: open to all, Chinese, quiet, within a phone."""

import re
from datetime import date
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client

from tests.make import (
    NAMED_ON,
    advanced_to,
    attach,
    make_application,
    make_city,
    make_payment,
    make_posting,
    make_sheet,
    make_studio,
    moment,
    step,
)
from tests.subsidies.batches.making import half_done
from tests.workshops.exchange.places import written_down
from workshops import clock
from workshops.publicity.actions import lodge
from workshops.studios.ledger_acts import remark, reverse_entry, write
from workshops.studios.ledgers import edition_of
from workshops.studios.models import Studio

TOO_MANY = 150  # kinds of pages for one person
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
AXE = {"runOnly": {"type": "tag", "values": LEVELS}, "resultTypes": ["violations"]}
PAPERS = re.compile(r"^/(papers|attachments)/|\.(xlsx|pdf|ics)$")
LATIN = re.compile(r"[A-Za-z]{2,}")
# A second factor's key; the login names of tests; a file's digest, or the beginning of it.
CODES = re.compile(r"[A-Z2-7]{16,}|person\d+|校验\s[0-9a-f]{12}|\b[0-9a-f]{64}\b")
UNDERSTOOD = {"PDF", "JPG", "PNG", "DOCX", "XLSX", "TOTP", "Word", "Excel", "MB", "KB", "pdf"}
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
SPOKEN = """() => [document.title, document.body.innerText,
  ...[...document.querySelectorAll("[aria-label], [placeholder], [alt]")].flatMap(one =>
    ["aria-label", "placeholder", "alt"].map(name => one.getAttribute(name) || ""))].join("\\n")"""
TOO_WIDE = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
NOTHING = (0, "", "")
ROLES = ("clerk", "screening_officer", "review_office", "secretary", "finance_clerk")
ROLES += ("finance_approver", "auditor", "administrator")


@pytest.fixture
def city(transactional_db):
    """A city with a file at every stage: drafted, submitted, scored, on view, named, to be paid."""
    clock.move_to(NAMED_ON)
    city = make_city()
    make_payment(city)
    half_done(city)
    make_application(city, studio=make_studio(city.unit))
    advanced_to("consented", city, application=another(city))
    make_sheet(
        advanced_to("in_review", city, application=another(city)), city.experts[0], submitted=False
    )
    on_view = advanced_to("decided", city, application=another(city))
    posting = make_posting(on_view, posted_on=NAMED_ON, last_day=date(2026, 3, 17))
    step(on_view, "publicise", city.review_office, on=NAMED_ON)
    words = {
        "full_name": "简朴",
        "employer": "某公司",
        "phone": "13800000000",
        "statement": "成果不实",
    }
    lodge(posting, application_id=on_view.pk, evidence=[], at=moment(NAMED_ON), **words)
    keep_ledgers(city)
    named = Studio.objects.filter(titles__named_on__isnull=False).order_by("pk").first()
    written_down(named, city.clerk, NAMED_ON)
    return city


def keep_ledgers(city) -> None:
    """A row with a paper and a remark, a reversed one, and money."""
    studio = Studio.objects.filter(unit_union=city.unit).order_by("pk").first()
    edition, post = edition_of(studio), city.clerk.posts(NAMED_ON)[0]
    acting = {"by": city.clerk, "post": post, "at": moment(NAMED_ON)}
    rows = [("work", "activity", None), ("work", "training", None), ("fund", "income", 12_345)]
    for key, kind, fen in rows:
        given = {"kind": kind, "happened_on": NAMED_ON, "title": "攻关例会", "amount_fen": fen}
        row = write(studio, edition.ledger(key), given, **acting)
        attach(row, "ledger", by=city.clerk)
        if kind == "training":
            reverse_entry(row, "日期写错", on=NAMED_ON, **acting)
    said = {"text": "照片不全，请补", "made_on": NAMED_ON}
    remark(studio, edition.ledger("work"), said, entry=None, **acting)


def people(city) -> dict:
    """One person of each role, and nobody."""
    named = {role: getattr(city, role) for role in ROLES}
    return {"nobody": None, "expert": city.experts[0], **named}


def another(city):
    return make_application(city, studio=make_studio(city.unit))


def test_every_page_is_open_to_all_in_chinese_and_within_a_phone(page, base_url, city):
    """Each role reads all its pages; the browser looks at each kind where there is most of it."""
    heard, seen, wrong = listen(page), {}, {}
    for role, person in people(city).items():
        for path, told in visited(reader(person), with_account=role == "clerk"):
            found = unspeakable(told.words)
            wrong |= {f"{role} {path}": found} if found else {}
            kind = kind_of(path) if path != "/" else role
            seen[kind] = max(seen.get(kind, NOTHING), (told.size, path, role))
    for role, person in people(city).items():
        enter(page, person, base_url)
        for path in [path for _, path, best in seen.values() if best == role]:
            assert page.goto(path).status == 200, path
            found = [*unspeakable(page.evaluate(SPOKEN)), *too_wide(page), *barriers(page)]
            wrong |= {f"{role} {path}": found} if found else {}
    assert wrong == {}
    assert heard == []


class Told(HTMLParser):
    """What a page says without a browser: its links, and its words with the names of things."""

    def __init__(self, page: str):
        super().__init__()
        self.links, self.said, self.silent, self.size = [], [], 0, len(page)
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        self.silent += tag in ("script", "style")
        way = told.get("href") if tag == "a" else ""
        self.links += [way] if way and not way.startswith("tel:") else []
        self.said += [told[name] for name in ("aria-label", "placeholder", "alt") if told.get(name)]

    def handle_endtag(self, tag):
        self.silent -= tag in ("script", "style")

    def handle_data(self, data):
        self.said += [] if self.silent else [data]

    @property
    def words(self) -> str:
        return "\n".join(self.said)


def reader(person) -> Client:
    """Somebody who reads without a browser; nobody stays outside."""
    client = Client()
    if person:
        client.force_login(person)
    return client


def enter(page, person, base_url: str) -> None:
    """Come in by a session; nobody stays outside."""
    page.context.clear_cookies()
    if person:
        session = reader(person).cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": base_url}
        page.context.add_cookies([cookie])


def listen(page) -> list[str]:
    """Whatever the browser complains of: scripts, the content policy, missing files."""
    heard: list[str] = []
    page.on("console", lambda said: heard.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


def kind_of(path: str) -> str:
    """The same for all pages that differ only in what they are about."""
    bare = path.split("?")[0]
    return re.sub(r"\d+", "1", re.sub(r"/ledgers/(work|fund|management)/", "/ledgers/1/", bare))


def visited(client, *, with_account: bool):
    """Each kind of page once, by its links, from the desk and the public lists; each must open."""
    waiting = ["/", "/public/"]
    known = set(waiting)
    for path in waiting:
        answer = client.get(path, follow=True)
        assert answer.status_code == 200, path
        if PAPERS.search(urlsplit(path).path):
            answer.close()
            continue
        told = Told(answer.content.decode())
        yield path, told
        for link in told.links:
            place = urlsplit(urljoin(answer.request["PATH_INFO"], link))
            kind, own = kind_of(place.path), place.path.startswith("/account/")
            if kind not in known and (with_account or not own):
                known.add(kind)
                waiting.append(place._replace(fragment="").geturl())
        assert len(known) < TOO_MANY, "kinds of pages without end"


def barriers(page) -> list[str]:
    """What keeps somebody out: each rule of access broken, with the first place."""
    found = Axe().run(page, options=AXE).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found]


def unspeakable(spoken: str) -> list[str]:
    """Words that are not Chinese, neither names of formats nor codes."""
    return sorted(set(LATIN.findall(CODES.sub("", spoken))) - UNDERSTOOD)


def too_wide(page) -> list[str]:
    """Whether a phone would have to be moved sideways."""
    page.set_viewport_size(PHONE)
    wide = page.evaluate(TOO_WIDE)
    page.set_viewport_size(DESK)
    return ["wider than a phone"] if wide else []
