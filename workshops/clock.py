"""The one door to the time: the real clock, or in the demo city a clock of its own."""

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.utils import timezone


class DemoClock(models.Model):
    """The demo city's day; there is one row, and none outside the demo."""

    today = models.DateField("演示日期")

    class Meta:
        verbose_name = verbose_name_plural = "演示时钟"

    def __str__(self):
        return f"{self.today}"


def now() -> datetime:
    """This moment; in the demo the demo day at the real time of day."""
    moment = timezone.now()
    if not settings.DEMO:
        return moment
    local = timezone.localtime(moment)
    return datetime.combine(demo_day(), local.timetz())


def today() -> date:
    """This day in Asia/Shanghai; in the demo the demo day."""
    return demo_day() if settings.DEMO else timezone.localdate()


def demo_day() -> date:
    """The day the demo city has reached; it begins on the day the settings name."""
    row = DemoClock.objects.first()
    return row.today if row else settings.DEMO_CLOCK_BEGINS


def move_to(day: date) -> None:
    """Set the demo day; refuses outside the demo and refuses to go back."""
    if not settings.DEMO:
        raise RuntimeError("there is no such clock outside the demo")
    if day < demo_day():
        raise ValueError("演示时钟只能向前，不能倒拨。")
    DemoClock.objects.update_or_create(pk=1, defaults={"today": day})
