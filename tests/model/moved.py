"""One title's money lived at random through the real acts, held against the purse on paper."""

from datetime import date, timedelta
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile

from subsidies.matching.actions import enter_match
from subsidies.models import Expense
from subsidies.payments.actions import prepare
from subsidies.payments.receipts import enter_receipt
from subsidies.recovery.actions import demand, repay, undemanded
from subsidies.spending.actions import spend
from tests.make import PDF, assess, make_studio, moment
from tests.workshops.titles.living import NAMED
from workshops.records.actions import advance
from workshops.records.lifecycle import NotPermitted, NotPossible, Refused
from workshops.titles.models import Title

from .lives import TEXTS
from .purse import Purse, Sum

ACTS = ("prepare", "approve", "reject", "pay", "bounce", "correct", "receive", "match")
ACTS += ("spend", "strike", "year", "effect", "demand", "repay")
NEXT = ("strike", "demand", "repay", "correct")
NEXT_OF = {"prepared": ("approve",) * 3, "approved": ("pay",) * 3, "paid": ("receive", "bounce")}
NO = (Refused, NotPossible, NotPermitted)


class Moved:
    """A title of a city and its purse; each act is tried for real whatever the paper says of it."""

    def __init__(self, code: str, city, seed: str):
        self.code, self.city, self.chance = code, city, Random(seed)
        sort = "craftsman" if code == "shandong" else ""
        studio = make_studio(city.unit, title_type=sort)
        plain = {"edition_key": city.edition_key, "title": "演示称号", "document_number": "一号"}
        self.title = Title.objects.create(
            studio=studio, authority=city.authority, named_on=NAMED, plaque_number=seed, **plain
        )
        self.life = TEXTS[code](NAMED, kind=sort)
        self.purse = Purse(matching=code == "shandong")
        self.on, self.number, self.rows = NAMED, 0, {}

    def live(self, acts: int) -> None:
        """So many acts, on days that go on."""
        for number in range(acts):
            if number == acts * 2 // 3 and self.chance.random() < 0.5:
                self.fraud()
            self.on += timedelta(days=self.chance.choice((0, 1, 20, 90)))
            getattr(self, self.chance.choice((*ACTS, *NEXT) + 2 * self.likely()))()

    def likely(self) -> tuple[str, ...]:
        """What would come next if all went its way; many acts at random lead nowhere."""
        states = {one.state for one in self.purse.sums}
        came = any(one.received for one in self.purse.sums)
        found = tuple(act for state, acts in NEXT_OF.items() if state in states for act in acts)
        if self.purse.claimed:
            return (*found, *(("repay",) if self.purse.demanded else ("demand",)) * 6)
        return found + (("match", "spend", "spend") if came else ("prepare", "effect"))

    @property
    def at(self) -> dict:
        return {"on": self.on, "at": moment(self.on)}

    def tried(self, allowed: bool, act, *args, **more) -> object:
        """Do it for real; whether it was let through must be what the paper says."""
        try:
            done, refusal = act(*args, **more, **self.at), None
        except NO as refused:
            done, refusal = None, refused
        assert (refusal is None) == allowed, (act.__name__, refusal, self.on, self.purse)
        return done

    def fresh(self):
        self.title = type(self.title).objects.get(pk=self.title.pk)
        return self.title

    def some(self) -> Sum | None:
        return self.chance.choice(self.purse.sums) if self.purse.sums else None

    def row(self, one: Sum):
        return self.title.payments.get(pk=self.rows[id(one)])

    # The authority's side

    def prepare(self):
        key = self.chance.choice(("1", "2", "3") if self.code == "nanchang" else ("1", "base"))
        keys = [one.key for one in self.fresh().schedule(self.on).instalments]
        owed = self.life.owed(self.on)
        key = key if key in keys else keys[0]
        paper = key if key in owed else ("base" if "base" in owed else key)
        allowed = self.purse.may_prepare(paper, owed)
        made = self.tried(allowed, prepare, self.title, key, by=self.city.finance_clerk)
        if made:
            assert made.amount_fen == owed[paper]
            self.purse.sums.append(Sum(paper, made.amount_fen, number=made.pk))
            self.rows[id(self.purse.sums[-1])] = made.pk

    def step(self, name, allowed_in, who, state, **given):
        one = self.some()
        if one is None:
            return
        allowed = allowed_in(one)
        more = {"by": getattr(self.city, who), "given": given}
        if self.tried(allowed, advance, self.row(one), name, **more):
            one.state = state
            one.left_on = given.get("paid_on", one.left_on)

    def approve(self):
        owed = self.life.owed(self.on)
        may = lambda one: self.purse.may_approve(one, owed)  # noqa: E731
        self.step("approve", may, "finance_approver", "approved")

    def reject(self):
        may = lambda one: one.state in ("prepared", "approved")  # noqa: E731
        self.step("reject", may, "finance_approver", "rejected", reason="重新核对")

    def left(self) -> dict:
        self.number += 1
        return {"voucher_number": f"记-{self.title.pk}-{self.number}", "paid_on": self.on}

    def pay(self):
        why = {"house-ended": "决定以前已经送达银行"} if self.number % 2 else {}
        may = lambda one: self.purse.may_pay(one, self.on, reasoned=bool(why))  # noqa: E731
        self.step("pay", may, "finance_clerk", "paid", reasons=why, **self.left())

    def bounce(self):
        back = {"returned_on": self.on, "reason": "户名不符"}
        self.step("bounce", self.purse.may_bounce, "finance_clerk", "bounced", **back)

    def correct(self):
        may = lambda one: one.state == "paid"  # noqa: E731
        self.step("correct", may, "finance_clerk", "paid", reason="登记有误", **self.left())

    # The unit's side

    def receive(self):
        if one := self.some():
            allowed = self.purse.may_receive(one)
            self.tried(allowed, enter_receipt, self.row(one), self.on, by=self.city.clerk)
            one.received |= allowed

    def match(self):
        if one := self.some():
            fen, allowed = self.chance.choice((one.fen, one.fen // 2)), self.purse.may_match(one)
            self.number += 1
            proof = SimpleUploadedFile("证明.pdf", PDF + f"{self.number}".encode())
            about = self.row(one), fen, self.on, proof
            if self.tried(allowed, enter_match, *about, by=self.city.clerk):
                one.matched += fen

    def spend(self):
        if one := self.some():
            fen = self.chance.choice((1, one.fen // 3, max(one.left, 1), one.left + 1))
            self.number += 1
            use = {"spent_on": self.on, "purpose": "设备购置", "what": "设备", "amount_fen": fen}
            use |= {"paid_to": "某公司", "invoice_number": f"{self.title.pk}-{self.number}"}
            allowed, papers = self.purse.may_spend(one, fen), [SimpleUploadedFile("票.pdf", PDF)]
            if self.tried(allowed, spend, self.row(one), use, papers, by=self.city.clerk):
                one.spent.append(fen)

    def strike(self):
        own = Expense.objects.standing().filter(payment__title=self.title)
        one = next((s for s in self.purse.sums if s.spent), None)
        row = own.filter(payment=self.rows[id(one)]).order_by("-pk").first() if one else None
        if row:
            given = {"reason": "退货"}
            self.tried(True, advance, row, "strike_expense", by=self.city.clerk, given=given)
            one.spent.remove(row.amount_fen)

    # The years, and the end

    def year(self):
        """A yearly result where the text has them."""
        if self.code == "nanchang" and self.life.held:
            year = max([NAMED.year, *self.life.results]) + 1
            self.on = max(self.on, date(year, 12, 1))
            met = self.chance.random() < 0.7
            before = "N" * (year - NAMED.year - 1)
            assess(self.title, before + ("P" if met else "F"))
            self.life.results[year] = met

    def effect(self):
        if self.code == "china_communications" and self.life.held:
            judged = {r.id: {"met": True, "by": "评审", "remark": "已核实"} for r in self.judged()}
            step = self.fresh(), "confirm_effect"
            by = {"by": self.city.review_office, "given": {"judgements": judged}}
            self.tried(True, advance, *step, **by)
            self.life.works = True

    def judged(self):
        rules = self.title.edition.step("confirm_effect").requires
        return [one for one in rules if one.test is None]

    def fraud(self):
        """Found out, struck off, and money claimed back where the text has it."""
        back = self.code in ("nanchang", "china_communications")
        if self.life.held and back:
            given = {"verified_finding": "核查报告〔2026〕1号", "recover_fen": self.purse.paid}
            given |= {"ground": "fraud"} if self.code == "china_communications" else {}
            self.tried(True, advance, self.fresh(), "delist", by=self.city.secretary, given=given)
            self.life.state, self.purse.claimed = "revoked", self.purse.paid
            self.purse.ended = self.on

    def demand(self):
        decision = undemanded().filter(subject_id=self.title.pk).first()
        assert (decision is not None) == (self.purse.claimed > 0 and not self.purse.demanded)
        if decision:
            day = self.on + timedelta(days=30)
            self.tried(True, demand, decision, day, by=self.city.finance_clerk)
            self.purse.demanded = True

    def repay(self):
        if self.purse.demanded:
            left = self.purse.claimed - self.purse.recovered
            fen = self.chance.choice((max(left, 1), max(left // 2, 1), left + 1))
            self.number += 1
            about = self.title.clawbacks.get(), fen, self.on, f"收-{self.number}", None
            if self.tried(self.purse.may_repay(fen), repay, *about, by=self.city.finance_clerk):
                self.purse.repay(fen)
