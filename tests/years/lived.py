"""Lives a script day by day through the real acts: what was done, and what was refused and why."""

from dataclasses import dataclass
from datetime import date

from rules.base import Step
from rules.facts import WORDS
from rules.kinds import words_of
from rules.payable import paid_back
from rules.verdict import Force
from tests.people import moment
from workshops.records.actions import advance
from workshops.records.lifecycle import NotPossible, Refused
from workshops.records.models import Decision
from workshops.titles import keeping, plaques
from workshops.titles.actions import NotAssessable, assess
from workshops.titles.duties import KEEPERS
from workshops.titles.grounds import roads
from workshops.titles.keeping import NotRecordable
from workshops.titles.models import Title
from workshops.titles.supports import enter_support
from workshops.titles.year_papers import SERIES
from workshops.unions.models import Role

from . import changed, money
from .town import holder_of

# What a script says in the words of a form, as the form passes it on.
MET = {"达到要求": True, "未达到要求": False, "达标": True, "不达标": False}
NOT_NOW = "现在不能办理"


@dataclass
class Lived:
    """One title of a town, and the words in which a script speaks of it."""

    town: object

    @property
    def title(self) -> Title:
        return Title.objects.get(pk=self.town.title.pk)

    @property
    def edition(self):
        return self.town.title.edition

    def live(self, line: dict) -> None:
        """What the line says was done that day; a script that knows more words than these fails."""
        acts = [getattr(self, f"do_{word}") for word in line if hasattr(self, f"do_{word}")]
        for act in acts:
            act(line, line["on"])

    # The years

    def do_record(self, line: dict, on: date) -> None:
        """A duty of a year, by whoever keeps it; `fails` lists what of it was not met."""
        duty = next(one for one in self.edition.duties if one.label == line["record"])
        fails = line.get("fails", [])
        looked = {thing: {"met": thing not in fails, "remark": ""} for thing in duty.looks_at}
        by = holder_of(self.seat(duty.seat), KEEPERS[duty.seat])
        more = {"by": by, "on": on, "at": moment(on), "looked": looked}
        year, met = line.get("year", on.year), MET.get(line.get("found"))
        self.tried(line, keeping.fulfil, self.title, duty, year, on, met=met, **more)

    def do_score(self, line: dict, on: date) -> None:
        """The result of a year, where the text has it scored."""
        by = holder_of(self.town.authority, Role.REVIEW_OFFICE)
        year = line.get("year", on.year)
        self.tried(line, assess, self.title, year, line["score"], by=by, on=on, at=moment(on))

    def do_done(self, line: dict, on: date) -> None:
        """The unit says of one thing what it did."""
        items = self.title.rectifications.get(closed_on=None).items
        by = holder_of(self.town.unit, Role.CLERK)
        one = items.get(what=line["done"])
        keeping.close_item(one, on, "已办妥。", (), by=by, on=on, at=moment(on))

    def do_recheck(self, line: dict, on: date) -> None:
        order = self.title.rectifications.get(closed_on=None)
        by = holder_of(self.town.authority, Role.REVIEW_OFFICE)
        keeping.recheck(order, on, MET[line["recheck"]], "逐项看过。", by=by, on=on, at=moment(on))

    def do_plaque(self, line: dict, on: date) -> None:
        by = holder_of(self.town.authority, Role.REVIEW_OFFICE)
        said = {"returned_on": on, "handed_by": line["plaque"], "why_not": ""}
        plaques.take_in(self.title, by=by, on=on, at=moment(on), **said)

    def do_support(self, line: dict, on: date) -> None:
        """The union that recommended it gave so much beside."""
        by = holder_of(self.town.above, Role.SCREENING_OFFICER)
        enter_support(self.title, line["support"] * 100, on, by=by, on=on, at=moment(on))

    def do_asks(self, line: dict, on: date) -> None:
        """The unit asks for a sum beside the one at naming, and files it."""
        by = holder_of(self.town.unit, Role.CLERK)
        self.tried(line, money.asked, self.title, line, by=by, on=on)

    def do_receipt(self, line: dict, on: date) -> None:
        """The unit enters that a sum has come."""
        money.received(self.title, line, by=holder_of(self.town.unit, Role.CLERK), on=on)

    # Steps

    def do_step(self, line: dict, on: date) -> None:
        """A step by its label, on its ground; what it lacks if the script says it is refused."""
        rule = next(one for one in self.edition.steps if one.label == line["step"])
        given, by = self.given(rule, line, on), holder_of(self.seat(rule.seat), rule.role)
        if rule.name in {one.step for one in self.edition.claims}:
            self.tried(line, money.settled, self.title, rule, line, given, by=by, on=on)
        elif "sum" in line:
            self.tried(line, money.step, self.title, rule, line, by=by, on=on)
        else:
            self.tried(line, self.advanced, rule, given, by, on)

    def advanced(self, rule: Step, given: dict, by, on: date) -> None:
        advance(self.title, rule.name, by=by, on=on, at=moment(on), given=given)

    def given(self, rule: Step, line: dict, on: date) -> dict:
        """What is put forward, as the form of the step gives it."""
        said = {name: coded(rule, name, value) for name, value in line.get("said", {}).items()}
        judged = [one.id for one in rule.requires if one.force is Force.JUDGED]
        met = {"met": line.get("judged", "符合") == "符合", "by": "演示审查员"}
        said["judgements"] = dict.fromkeys(judged, met)
        if "ground" in line:
            code = road(rule, line["ground"])
            said |= {"ground": code} if words_of(rule, "ground") else {}
        if paid_back(rule) or "back" in line:
            said["recover_fen"] = line.get("back", 0) * 100
        return said

    def seat(self, seat):
        seats = {"unit": self.town.unit, "recommender": self.town.above}
        return seats.get(seat, self.town.authority)

    def tried(self, line: dict, act, *args, **more) -> None:
        """The act goes through; or it is refused exactly as the script says."""
        found: object = None
        try:
            act(*args, **more)
        except Refused as refusal:
            found = {one.id: one.shown for one in refusal.verdict.blocking}
        except NotPossible:
            found = NOT_NOW
        except (NotAssessable, NotRecordable, changed.Unchangeable) as refusal:
            found = str(refusal)
        assert found == line.get("lacks"), f"{line['on']} {line}：{found}"

    # What changes

    def do_change(self, line: dict, on: date) -> None:
        self.tried(line, changed.take, self.title, line, on)

    # What was kept

    def cited(self) -> str:
        """The article the paper of the last decision rests on."""
        decision = Decision.objects.about(self.title).latest("pk")
        said = next(decision.particulars[kind] for kind in SERIES if kind in decision.particulars)
        return said.get("line_article") or said["article"]


def coded(rule: Step, fact: str, value):
    """A choice as its code: scripts, like forms, show the words."""
    words = words_of(rule, fact) or WORDS.get(fact, {})
    codes = {said: code for code, said in words.items()}
    if isinstance(value, list):
        return [codes[one] for one in value]
    return codes.get(value, value)


def road(rule: Step, words: str) -> str:
    """The ground of a step by its words; a misspelt one fails."""
    return next(code for code, said in roads(rule).items() if said == words)
