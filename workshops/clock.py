"""The one door to the time: the real clock, or in the demo city a clock of its own."""

from contextvars import ContextVar
from datetime import date, datetime

from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db import models
from django.dispatch import receiver
from django.utils import timezone

LAST_DAY = date(2040, 12, 31)  # as far as walking through a title's years can sensibly lead

# What one request has read; None outside a request, where every reading is fresh.
_read: ContextVar[dict | None] = ContextVar("read", default=None)


class DemoClock(models.Model):
    """The demo city's day; there is one row, and none outside the demo."""

    today = models.DateField("演示日期")

    class Meta:
        verbose_name = verbose_name_plural = "演示时钟"

    def __str__(self):
        return "演示时钟"


@receiver(request_started)
def _begin(**kwargs) -> None:
    _read.set({})


@receiver(request_finished)
def _end(**kwargs) -> None:
    _read.set(None)


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
    read = _read.get()
    if read is not None and "day" in read:
        return read["day"]
    row = DemoClock.objects.first()
    day = row.today if row else settings.DEMO_CLOCK_BEGINS
    if read is not None:
        read["day"] = day
    return day


def move_to(day: date) -> DemoClock:
    """Set the demo day; refuses outside the demo, going back, and going beyond all use."""
    if not settings.DEMO:
        raise RuntimeError("there is no such clock outside the demo")
    if day < demo_day():
        raise ValueError("演示时钟只能向前，不能倒拨。")
    if day > LAST_DAY:
        raise ValueError(f"演示时钟最远到{LAST_DAY.year}年底，请选早一些的日期。")
    row, _ = DemoClock.objects.update_or_create(pk=1, defaults={"today": day})
    if _read.get() is not None:
        _read.set({})
    return row
