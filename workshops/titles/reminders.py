"""What falls due and what is late, found once a night for the desks of those it concerns."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from django.db import models
from django.db.models import Exists, Min, OuterRef, Q
from django.db.models.functions import ExtractYear

from rules.base import Seat
from workshops.unions.models import TradeUnion

from .duties import KEEPERS, OWNERS, laid_out, of_year
from .lifecycle import HELD
from .many import read_titles
from .models import Title
from .years import Assessment, Rectification

AHEAD = timedelta(days=30)
ONCE = ("title_id", "duty", "due_on", "stage", "union_id")
ORDER = "rectification"  # the key under which a matter to be put right is reminded of


# What rooms below keep last days of: (person, day) -> rows with deadline, url, label, studio, unit,
# unit_pk, owner, state_label, tone.
LAST_DAYS: list[Callable[..., Iterable[dict]]] = []


def last_days(source):
    """Add a source of last days to the list of what falls due."""
    LAST_DAYS.append(source)
    return source


class Stage(models.TextChoices):
    """Whether the last day lies ahead or has passed."""

    AHEAD = "ahead", "将到期"
    LATE = "late", "已逾期"


class ReminderQuerySet(models.QuerySet):
    def for_person(self, person, *, on):
        """What concerns the unions where this person keeps such records, each day once."""
        return self.concerning(person.unions_as(*KEEPERS.values(), on=on), on).once()

    def concerning(self, unions, on):
        """What is open and near for those told, and late for them and for who named the title.

        The desk, the list and the pages of unions all ask here, lest they count differently.
        """
        told, late = Q(union__in=unions), Q(due_on__lt=on)
        ahead = told & Q(stage=Stage.AHEAD, due_on__gte=on)
        return self.open().filter(ahead | late & (told | Q(title__authority__in=unions)))

    def once(self):
        """One row for each last day, however many unions were told of it."""
        days = self.order_by().values("title", "duty", "due_on")
        return self.model.objects.filter(pk__in=days.annotate(first=Min("pk")).values("first"))

    def open(self):
        """Only what nobody has done since; a title that ended owes nothing more."""
        done = Assessment.objects.filter(
            title=OuterRef("title"), duty=OuterRef("duty"), withdrawn_at=None
        ).filter(year=ExtractYear(OuterRef("due_on")))
        orders = Rectification.objects.filter(title=OuterRef("title"), closed_on=None)
        waiting = orders.filter(due_on=OuterRef("due_on"))
        standing = self.filter(title__state__in=HELD).exclude(Exists(done))
        return standing.filter(~Q(duty=ORDER) | Exists(waiting))


class Reminder(models.Model):
    """One union told of one last day (提醒), once ahead of it and once after it."""

    title = models.ForeignKey(Title, models.CASCADE, verbose_name="称号", related_name="reminders")
    duty = models.CharField("事项", max_length=20)
    due_on = models.DateField("期限")
    stage = models.CharField("提醒", max_length=8, choices=Stage)
    union = models.ForeignKey(
        TradeUnion, models.CASCADE, verbose_name="提醒的工会", related_name="reminders"
    )
    found_on = models.DateField("提醒日期")

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "提醒"
        constraints = [
            models.UniqueConstraint(
                fields=["title", "duty", "due_on", "stage", "union"], name="told_once"
            )
        ]

    def __str__(self):
        return f"{self.label}{self.get_stage_display()}"

    @property
    def label(self) -> str:
        """What is due, in words."""
        if self.duty == ORDER:
            return "限期整改"
        duty = self.title.edition.duty(self.duty)
        return of_year(self.due_on.year, duty.label if duty else self.duty)

    @property
    def owner(self) -> str:
        """Who is to do it, as a word; whoever stands above only sees to it."""
        duty = None if self.duty == ORDER else self.title.edition.duty(self.duty)
        return OWNERS[duty.seat if duty else Seat.UNIT]


def remind(on: date) -> int:
    """Find what falls due within a month and what is late on that day; return how many are new.

    Running it twice, twice at once or days late changes nothing else: each union is told of each
    last day once ahead and once after, which the database holds, and nothing is counted forward.
    """
    before = Reminder.objects.count()
    held = Title.objects.filter(state__in=HELD, named_on__isnull=False)
    for titles in read_titles(held):
        known = set(Reminder.objects.filter(title__in=titles).values_list(*ONCE))
        found = (one for title in titles for one in due_under(title, on))
        new = [one for one in found if tuple(getattr(one, name) for name in ONCE) not in known]
        Reminder.objects.bulk_create(new, ignore_conflicts=True, batch_size=500)
    return Reminder.objects.count() - before


def tell(title: Title, on: date) -> None:
    """Say at once what one title owes after an act, without waiting for the night."""
    Reminder.objects.bulk_create(due_under(title, on), ignore_conflicts=True)


def due_under(title: Title, on: date) -> Iterator[Reminder]:
    """What there is to be said of one title on that day, and to whom."""
    days = [(line.duty.key, line.due_on, line.duty.seat) for line in _open(title, on)]
    orders = (order for order in title.rectifications.all() if order.closed_on is None)
    days += [(ORDER, order.due_on, Seat.UNIT) for order in orders]
    for key, due_on, seat in days:
        stage = Stage.LATE if due_on < on else Stage.AHEAD
        if due_on - on <= AHEAD:
            for union in concerned(title, seat, late=stage is Stage.LATE):
                told = {"duty": key, "due_on": due_on, "stage": stage, "found_on": on}
                yield Reminder(title=title, union_id=union, **told)


def _open(title: Title, on: date):
    return (line for line in laid_out(title, on) if line.record is None)


def concerned(title: Title, seat: Seat, *, late: bool) -> list[int]:
    """The unions whose duty it is; once it is late, those above them as well."""
    found = title.seated(seat)
    if late and seat is Seat.UNIT:
        above = [union.pk for union in title.recommending_unions]
        found = found + (above or [title.authority_id])
    if late and seat is Seat.RECOMMENDER:
        found = [*found, title.authority_id]
    return list(dict.fromkeys(found))
