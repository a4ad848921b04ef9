"""The pre-check: anybody answers a short form and reads what each regulation would find."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

import rules
from rules.base import Edition, Regulation
from rules.facts import Facts
from rules.schedule import Schedule
from rules.verdict import Conclusion, Finding, Force, Requirement
from workshops import clock

from .answers import MOST_ROWS, Answers
from .carrying import keep
from .imagined import all_passed
from .questions import asking


@dataclass(frozen=True)
class Outlook:
    """What one regulation finds of the answers, and what it would pay after naming."""

    code: str
    regulation: Regulation
    edition: Edition
    findings: tuple[Finding, ...]
    later: tuple[Requirement, ...]
    schedule: Schedule

    def of(self, outcome: Conclusion) -> list[Finding]:
        return [one for one in self.findings if one.outcome is outcome and one.blocks]

    @property
    def failing(self) -> list[Finding]:
        """What stands in the way for good: a reason would not help."""
        return [one for one in self.of(Conclusion.NOT_MET) if one.force is not Force.SOFT]

    @property
    def excusable(self) -> list[Finding]:
        """What the text asks in principle: a written reason is enough."""
        return [one for one in self.of(Conclusion.NOT_MET) if one.force is Force.SOFT]

    @property
    def unanswered(self) -> list[Finding]:
        return self.of(Conclusion.UNKNOWN)

    @property
    def judged(self) -> list[Finding]:
        """What a person will judge once the file is handed in."""
        return [one for one in self.findings if one.outcome is Conclusion.TO_JUDGE]

    @property
    def word(self) -> str:
        if self.failing:
            return "还不能申报"
        if self.unanswered:
            return "还没有答全"
        return "写明理由可以申报" if self.excusable else "可以申报"

    @property
    def tone(self) -> str:
        return "bad" if self.failing else "warn" if self.unanswered or self.excusable else "good"

    @property
    def verdict(self) -> dict:
        """As the verdict component takes it; what a reason would excuse does not block."""
        step = self.edition.step("submit")
        lines = [one.as_record() for one in self.findings]
        for line in lines:
            line["blocks"] = line["blocks"] and line["force"] != Force.SOFT
        label = step.label if step else ""
        return {"source": self.edition.source, "step_label": label, "findings": lines}

    @property
    def due_fen(self) -> int:
        return sum(one.amount_fen for one in self.schedule.instalments)


def outlook(code: str, facts: Facts) -> Outlook:
    """What the latest edition of a regulation finds of these facts, as far as they can be known."""
    regulation = rules.regulations()[code]
    edition = regulation.editions[-1]
    step = edition.step("submit")
    tried = {one.id for one, _ in asking(code, edition.key)}
    verdict = edition.judge("submit", facts)
    judged = {one.id for one in step.requires if one.force is Force.JUDGED} if step else set()
    found = tuple(one for one in verdict.findings if one.id in tried | judged)
    asked = step.requires if step else ()
    later = tuple(one for one in asked if one.id not in tried | judged)
    named_on = facts.submitted_on or facts.on
    return Outlook(code, regulation, edition, found, later, all_passed(edition, named_on, facts))


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def precheck(request):
    """Questions and, once answered, the findings; nothing of it is kept."""
    on, codes = clock.today(), chosen(request.GET.get("of", ""))
    data = one_more_row(request.POST) if request.method == "POST" else None
    answers = Answers(codes, data, on=on)
    outlooks = []
    if data is not None and "add_row" not in data and answers.is_valid():
        if code := data.get("carry"):
            return carried(request, code)
        facts = answers.facts()
        outlooks = [outlook(code, facts) for code in codes]
    page = {
        "answers": answers,
        "outlooks": outlooks,
        "single": outlooks[0] if len(outlooks) == 1 else None,
        "regulations": rules.regulations().items(),
        "of": codes[0] if len(codes) == 1 else "",
        "crumbs": [{"label": "各地办法", "url": reverse("rulebook")}, {"label": "申报预查"}],
    }
    return render(request, "desk/precheck.html", page)


def chosen(of: str) -> tuple[str, ...]:
    """The regulations to hold the answers against: the one asked for, or all."""
    known = tuple(rules.regulations())
    if of and of not in known:
        raise Http404
    return (of,) if of else known


def one_more_row(posted):
    """The answers as sent; where one more row is wanted, with room for it."""
    data, name = posted.copy(), posted.get("add_row", "")
    total = data.get(f"{name}-TOTAL_FORMS", "")
    if total.isdecimal():
        data[f"{name}-TOTAL_FORMS"] = str(min(int(total) + 1, MOST_ROWS))
    return data


def carried(request, code: str):
    """Keep the answers until login, then go where a draft is made of them."""
    if code not in rules.regulations():
        raise Http404
    keep(request.session, Answers((code,), request.POST, on=clock.today()))
    return redirect("precheck_carry")
