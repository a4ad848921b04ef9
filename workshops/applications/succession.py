"""An application for another leader: of which title, written in a copy, agreed to in the end."""

from dataclasses import replace

from django.db import models

from workshops.studios.copying import leading
from workshops.studios.models import Studio

from .lifecycle import FORWARD

LEADS = "领衔人"  # where the text has no word of its own for whoever leads


class Succession(models.Model):
    """What a file has of its own where it asks for another leader of a studio already named.

    It is written in a copy, so that the studio and its title stay as they are until agreed to.
    """

    of_title = models.ForeignKey(
        "Title",
        models.PROTECT,
        verbose_name="要更换领衔人的称号",
        null=True,
        editable=False,
        related_name="leader_changes",
    )
    copy = models.OneToOneField(
        Studio,
        models.PROTECT,
        verbose_name="填写用的副本",
        null=True,
        editable=False,
        related_name="written_for",
    )

    class Meta:
        abstract = True

    @property
    def is_beside(self) -> bool:
        """Whether it travels alone, beside the call in which its title was named."""
        named = self.of_title and self.of_title.application
        return named is not None and named.call_id == self.call_id

    @property
    def written(self) -> Studio:
        """Where the filing is written: in the studio itself, or in the copy of it."""
        return self.copy or self.studio

    @property
    def led_by(self) -> str:
        """Who leads the studio while the file is on its way."""
        return leading(self.studio.leaders.order_by("pk"))

    @property
    def change_called(self) -> str:
        """What it asks for, in the text's own word for whoever leads."""
        return f"更换{self.edition.words.get('leaders', LEADS)}"

    def rule_of(self, step: str):
        """What names a studio here agrees to another leader, and is called and explained so."""
        rule = super().rule_of(step)
        if rule is None or step != "name" or self.of_title is None:
            return rule
        asks = f"已命名的工作室{self.change_called}，程序走到命名这一步，即为同意更换。"
        return replace(rule, label=f"同意{self.change_called}", asks=asks)

    def weigh(self, step: str, facts):
        """The decision that names a studio is here one that agrees, and its number is called so."""
        verdict = super().weigh(step, facts)
        if step != "name" or self.of_title is None:
            return verdict
        found = (
            one._replace(asks=agreeing(one.asks), shown=agreeing(one.shown))
            for one in verdict.findings
        )
        return replace(verdict, findings=tuple(found))

    def may_proceed(self, step) -> bool:
        """No other leader is brought to a title that is no longer held."""
        gone = self.of_title is not None and not self.of_title.is_held
        return super().may_proceed(step) and not (gone and step.name in FORWARD)

    def follow(self, decision) -> None:
        """Another leader agreed to leads from now on."""
        if decision.step == "name" and self.of_title:
            self.of_title.succeed(self, decision)


def agreeing(words: str) -> str:
    """What a provision says of the naming decision, said of the one that agrees."""
    return words.replace("命名文号", "决定文号").replace("命名决定", "决定")
