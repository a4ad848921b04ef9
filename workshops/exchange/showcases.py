"""Deeds shown in public (风采展示): a text with the consent given to it, until it is withdrawn."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from workshops.studios import reach
from workshops.studios.models import Studio
from workshops.titles.lifecycle import HELD
from workshops.titles.models import Title
from workshops.unions.models import Person

from .models import Recorded

CONSENT = "showcase_consent"  # the slot in which the signed consent lies


class ShowcaseQuerySet(models.QuerySet):
    def visible_to(self, person, *, on):
        """What was ever shown and who consented: the unit, its recommenders, the office."""
        return self.filter(reach.whole(person, on, "studio__"))

    def standing(self):
        """Consented to, and not withdrawn."""
        return self.filter(withdrawn_at=None)

    def on_show(self):
        """What everybody reads: consent stands, and the studio holds a title still."""
        held = Title.objects.filter(studio=OuterRef("studio"), state__in=HELD)
        return self.standing().filter(Exists(held.filter(named_on__isnull=False)))


class Showcase(Recorded):
    """One text shown in public, with the consent given to these very words.

    Another text is another row with a consent of its own.
    """

    studio = models.ForeignKey(
        Studio, models.PROTECT, verbose_name="工作室", related_name="showcases"
    )
    headline = models.CharField("标题", max_length=60)
    text = models.TextField("展示的文字", max_length=3000)
    leader_name = models.CharField("同意展示的领衔人", max_length=80)
    unit_signatory = models.CharField("单位同意的签署人", max_length=40)
    consented_on = models.DateField("同意日期")
    paper_kept = models.BooleanField("书面同意已存本单位备查", default=False)
    withdrawn_at = models.DateTimeField("撤回时间", null=True)
    withdrawn_by = models.ForeignKey(
        Person, models.PROTECT, verbose_name="撤回登记人", null=True, related_name="+"
    )
    withdrawn_why = models.CharField("撤回的原因", max_length=300, blank=True)

    objects = ShowcaseQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "风采展示"
        constraints = [
            models.UniqueConstraint(
                fields=["studio"],
                condition=Q(withdrawn_at=None),
                name="a_studio_shows_one_text",
            )
        ]

    def __str__(self):
        return self.headline
