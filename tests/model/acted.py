"""The same title once more, in the database: every record and step through the real acts."""

from datetime import date

from rules.verdict import Force
from subsidies.payments.actions import prepare
from tests.make import make_account
from tests.people import moment
from tests.workshops.titles.living import done, rechecked, titled
from workshops.records.actions import advance
from workshops.records.lifecycle import NotPossible, Refused
from workshops.titles.actions import NotAssessable, assess
from workshops.titles.duties import years_to_record
from workshops.titles.keeping import NotRecordable
from workshops.titles.models import Title
from workshops.titles.reminders import due_under

from .book import CHARTS, Book

OFFICES = {"delist": "secretary"}
KINDS = ("review_office", "screening_officer", "clerk")


class Acted(Book):
    """A title of the demo city; what it says of itself is what the model is held against."""

    def __init__(self, code: str, named_on: date, kind: str = ""):
        super().__init__(code, named_on, kind)
        self.city, self.title = titled(code)
        assert self.title.named_on == named_on
        self.title.studio.title_type = kind
        self.title.studio.save()
        make_account(self.title.unit_union, self.city.clerk)
        self.recorded: set[tuple[str, int]] = set()
        self.tried_on: date | None = None

    def fresh(self) -> Title:
        self.title = Title.objects.get(pk=self.title.pk)
        self.state = self.title.state
        return self.title

    def row(self, duty: str, on: date, met: bool | None, year: int | None = None) -> bool:
        """Recorded by whoever keeps it, for the year it was due; False where that is not open."""
        try:
            self._recorded(duty, on, met, year)
        except (NotRecordable, NotAssessable):
            return False
        return True

    def _recorded(self, key: str, on: date, met: bool | None, year: int | None) -> None:
        title, duty = self.fresh(), self.edition.duty(key)
        if title.is_assessed and "results" in duty.gives:
            score = 60 if met else 59
            assess(title, year, score, by=self.city.review_office, on=on, at=moment(on))
            self.recorded |= {("assessment", year), ("after_cycle", year)}
            return
        open_ = years_to_record(title, duty, on)
        wanted = year if year in open_ or not open_ else open_[-1]
        by = getattr(self.city, KINDS[("authority", "recommender", "unit").index(duty.seat)])
        done(title, key, wanted or on.year, by, on, met=bool(met))
        self.recorded.add((key, wanted or on.year))

    def recheck(self, on: date, met: bool) -> None:
        rechecked(self.fresh(), self.city.review_office, on, put_right=met)

    def facts(self, on: date):
        return self.fresh().known_facts(on)

    def is_possible(self, rule) -> bool:
        return self.title.may_proceed(rule)

    def lawful(self, step: str, given: dict, facts) -> bool:
        """As a page asks before anybody confirms; once a day what is refused is tried as well."""
        found = super().lawful(step, given, facts)
        if not found and step in CHARTS and self.tried_on != facts.on:
            self.refused(step, facts.on, self.told(step, given))
            self.tried_on = facts.on
        return found

    def told(self, step: str, given: dict) -> dict:
        """What is put forward, as a form gives it."""
        rows = getattr(self.edition.step(step), "requires", ())
        judged = [one.id for one in rows if one.force is Force.JUDGED]
        found = {"met": given.get("judged", True), "by": "演示审查员"}
        more = {name: value for name, value in given.items() if name != "judged"}
        return {**more, "judgements": dict.fromkeys(judged, found)}

    def refused(self, step: str, on: date, told: dict) -> None:
        """What the rules refuse the one door refuses too, and nothing moves."""
        try:
            self.advanced(self.title, step, on, told)
        except (Refused, NotPossible):
            return
        raise AssertionError(f"{step} was let through on {on}")

    def advanced(self, title, step: str, on: date, told: dict) -> None:
        by = getattr(self.city, OFFICES.get(step, "review_office"))
        advance(title, step, by=by, on=on, at=moment(on), given=told)

    def take(self, step: str, on: date, given: dict) -> None:
        self.advanced(self.fresh(), step, on, self.told(step, given))
        self.fresh()

    def paid(self, key: str, on: date) -> None:
        """Prepared, approved by another and paid."""
        at = {"on": on, "at": moment(on)}
        payment = prepare(self.fresh(), key, by=self.city.finance_clerk, **at)
        advance(payment, "approve", by=self.city.finance_approver, **at)
        given = {"voucher_number": "记-1", "paid_on": on}
        advance(payment, "pay", by=self.city.finance_clerk, given=given, **at)

    def reminders(self, on: date) -> set[tuple[str, date, str]]:
        """What the nightly round says of it that day."""
        return {(one.duty, one.due_on, str(one.stage)) for one in due_under(self.fresh(), on)}
