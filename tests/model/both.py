"""One history lived through twice, in the model and in the software, and every difference found."""

from datetime import date

from .book import CHECKED, YEARLY, Book
from .histories import Happening, History, menu
from .lives import TEXTS


class Both:
    """The two side by side, told the same."""

    def __init__(self, history: History, book=Book):
        self.code, named = history.code, history.named_on
        self.life = TEXTS[self.code](named, history.kind)
        self.book = book(self.code, named, history.kind)
        self.held: dict = {}
        self.steps = 0

    def differences(self, history: History) -> list[str]:
        """What the two say differently, from the first day on which they do."""
        for one in history.happenings:
            found = getattr(self, one.what)(one.on, **one.more)
            if found:
                return found
        return []

    def result(self, on: date, *, year: int, met: bool) -> None:
        """A yearly result, where the text has one; a title that has ended is assessed no more."""
        duty = YEARLY.get(self.code)
        if duty and self.life.held and self.book.row(duty, on, met, year):
            self.life.results[year] = met

    def check(self, on: date, *, met: bool) -> None:
        duty = CHECKED.get(self.code)
        if duty and self.life.held and self.book.row(duty, on, met):
            self.life.check = (on, met)

    def noise(self, on: date, *, met: bool) -> None:
        """What is filed or evaluated and moves nothing."""
        filed = {"yangpu": "filing", "nanchang": "self_check", "quzhou": "fund_check"}
        self.book.row(filed.get(self.code, "evaluation"), on, met)

    def recheck(self, on: date, *, met: bool) -> None:
        if self.life.state == "rectifying":
            self.life.recheck = met
            self.book.recheck(on, met)

    def evidence(self, on: date, **more) -> None:
        self.held |= more

    def pay(self, on: date, *, nth: int) -> list[str]:
        """One of the sums that are owed and not yet paid goes out, if both say so."""
        facts = self.book.facts(on)
        ours, theirs = self.life.owed(on), self.book.owed(facts)
        if ours != theirs:
            return [f"{on} owed: model {ours}, software {theirs}"]
        waiting = [key for key in ours if key not in self.life.paid]
        if waiting:
            key = waiting[nth % len(waiting)]
            self.life.paid[key] = ours[key]
            self.life.first_paid_on = self.life.first_paid_on or on
            self.book.paid(key, on)
        return []

    def beside(self, on: date, *, fen: int) -> None:
        """Money of other unions, or on claims of its own."""
        self.life.beside += fen
        fact = "claims_fen" if self.code == "nanchang" else "support_fen"
        self.book.known[fact] = self.life.beside

    def receive(self, on: date) -> None:
        fen = self.life.SUMS[self.life.kind]
        self.life.received = (on, fen)
        self.book.known |= {"union_received_on": on, "received_fen": fen}

    def match(self, on: date, *, share: int) -> None:
        self.life.matched += self.life.SUMS[self.life.kind] * share // 100
        self.book.known |= {"matched_fen": self.life.matched, "matched_on": on}

    def look(self, on: date, **more) -> list[str]:
        """Compare all that could be tried, and take one step that both call lawful."""
        facts, life = self.book.facts(on), self.life
        found = self.compared(on, facts)
        sums = (0, life.paid_out, life.paid_out + life.beside)
        open_ = []
        for step, given in menu(self.code, on, more, self.held, sums):
            given = {"judged": False, **given}
            ours, theirs = life.lawful(step, on, given), self.book.lawful(step, given, facts)
            if ours != theirs:
                found.append(f"{on} {step} {given}: model {ours}, software {theirs}")
            elif ours and step != "spend":
                open_.append((step, given))
        if open_ and not found:
            self.take(on, *open_[more["pick"] % len(open_)])
        return found

    def compared(self, on: date, facts) -> list[str]:
        """State, last days and money."""
        pairs = {"state": (self.life.state, self.book.state)}
        pairs["owed"] = self.life.owed(on), self.book.owed(facts)
        if self.life.held:
            pairs["duties"] = self.life.duties(on), self.book.duties(facts)
        return [f"{on} {k}: model {a}, software {b}" for k, (a, b) in pairs.items() if a != b]

    def take(self, on: date, step: str, given: dict) -> None:
        self.steps += 1
        self.life.take(step, on, given)
        self.book.take(step, on, given)


def differences(history: History) -> list[str]:
    """Every difference on the first day there is one."""
    return Both(history).differences(history)


def shrunk(history: History) -> History:
    """The same difference in fewer happenings: each one is left out that can be."""
    kept: list[Happening] = list(history.happenings)
    for one in reversed(history.happenings):
        fewer = [other for other in kept if other is not one]
        if differences(history._replace(happenings=tuple(fewer))):
            kept = fewer
    return history._replace(happenings=tuple(kept))
