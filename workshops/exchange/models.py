"""Alliances of studios (联盟), the liaison person of each, and what they do together."""

from django.db import models
from django.db.models import F, Q

from workshops.studios import reach
from workshops.studios.models import Studio
from workshops.unions.models import Person, Role, TradeUnion

KEEPERS = (Role.SCREENING_OFFICER, Role.REVIEW_OFFICE)  # of the union that founded an alliance


class Recorded(models.Model):
    """Who wrote a row down, in which union; the slip makes two taps one row."""

    union = models.ForeignKey(TradeUnion, models.PROTECT, verbose_name="登记工会", related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, verbose_name="登记人", related_name="+")
    recorded_at = models.DateTimeField("登记时间")
    slip = models.UUIDField("填写单号", unique=True, null=True, editable=False)

    class Meta:
        abstract = True


def authorities(person, on) -> set[int]:
    """The naming authorities under which this person holds a post; experts come for files alone."""
    posts = (post for post in person.posts(on) if post.role != Role.EXPERT)
    return {post.union.authority.pk for post in posts}


class AllianceQuerySet(models.QuerySet):
    def visible_to(self, person, *, on):
        """Everybody in post under the authority: studios are to find each other."""
        return self.filter(authority__in=authorities(person, on))


class Alliance(Recorded):
    """An alliance (联盟): the union that founded it is the one that wrote it down."""

    authority = models.ForeignKey(
        TradeUnion, models.PROTECT, verbose_name="命名机关", related_name="alliances"
    )
    title = models.CharField("联盟名称", max_length=80)
    founded_on = models.DateField("成立日期")
    document_number = models.CharField("成立文件文号", max_length=60, blank=True)
    purpose = models.TextField("宗旨和范围", max_length=1000, blank=True)
    leading = models.ForeignKey(
        Studio, models.PROTECT, verbose_name="牵头工作室", null=True, related_name="+"
    )
    ended_on = models.DateField("结束日期", null=True)
    ended_why = models.CharField("结束的原因", max_length=300, blank=True)

    objects = AllianceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "工作室联盟"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "title"],
                condition=Q(ended_on=None),
                name="an_alliance_is_named_once",
                violation_error_message="已有同名的联盟。",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("founded_on")),
                name="an_alliance_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return self.title


class MembershipQuerySet(models.QuerySet):
    def visible_to(self, person, *, on):
        """Members are seen with their alliance."""
        return self.filter(alliance__in=Alliance.objects.visible_to(person, on=on))

    def standing(self):
        """The members an alliance has now."""
        return self.filter(left_on=None, alliance__ended_on=None)


class Membership(Recorded):
    """A studio in an alliance from a day until a day; leaving keeps the row."""

    alliance = models.ForeignKey(
        Alliance, models.PROTECT, verbose_name="联盟", related_name="memberships"
    )
    studio = models.ForeignKey(
        Studio, models.PROTECT, verbose_name="工作室", related_name="memberships"
    )
    joined_on = models.DateField("加入日期")
    left_on = models.DateField("退出日期", null=True)
    left_why = models.CharField("退出的原因", max_length=300, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "联盟成员"
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "studio"],
                condition=Q(left_on=None),
                name="a_studio_is_a_member_once",
                violation_error_message="这个工作室已经在联盟里。",
            ),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("joined_on")),
                name="a_member_leaves_after_joining",
            ),
        ]

    def __str__(self):
        return f"{self.studio}（{self.alliance}）"


class LiaisonQuerySet(models.QuerySet):
    def visible_to(self, person, *, on):
        """Who works with the studio, and those who share an alliance with it now."""
        units = person.unions_as(*reach.UNIT, on=on)
        keepers = person.unions_as(*KEEPERS, on=on)
        mine = Membership.objects.standing().filter(
            Q(studio__unit_union__in=units) | Q(alliance__union__in=keepers)
        )
        beside = Membership.objects.standing().filter(alliance__in=mine.values("alliance"))
        near = Q(studio__in=beside.values("studio"))
        return self.filter(reach.whole(person, on, "studio__") | near)

    def standing(self):
        """Whom to call now."""
        return self.filter(until_on=None)


class Liaison(Recorded):
    """Whom to call for a studio (联络人), from a day until a day."""

    studio = models.ForeignKey(
        Studio, models.PROTECT, verbose_name="工作室", related_name="liaisons"
    )
    full_name = models.CharField("联络人", max_length=40)
    phone = models.CharField("联系电话", max_length=20)
    from_on = models.DateField("开始日期")
    until_on = models.DateField("截止日期", null=True)

    objects = LiaisonQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "联络人"
        constraints = [
            models.UniqueConstraint(
                fields=["studio"], condition=Q(until_on=None), name="one_liaison_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="a_liaison_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return self.full_name


class ExchangeKind(models.TextChoices):
    """What studios do together."""

    LEARNING = "learning", "学习交流"
    TRAINING = "training", "培训"
    PROBLEM = "problem", "协同攻关"
    INTRODUCTION = "introduction", "牵线搭桥、洽谈合作"
    GUIDANCE = "guidance", "指导和服务"
    OTHER = "other", "其他"


class ExchangeQuerySet(models.QuerySet):
    def visible_to(self, person, *, on):
        """An alliance's with the alliance; a studio's for those who work with it."""
        alliances = Alliance.objects.visible_to(person, on=on).values("pk")
        return self.filter(reach.whole(person, on, "studio__") | Q(alliance__in=alliances))


class Exchange(Recorded):
    """One occasion of exchange (交流), of an alliance or of one studio; struck out if wrong."""

    alliance = models.ForeignKey(
        Alliance, models.PROTECT, verbose_name="联盟", null=True, related_name="exchanges"
    )
    studio = models.ForeignKey(
        Studio, models.PROTECT, verbose_name="工作室", null=True, related_name="exchanges"
    )
    kind = models.CharField("类别", max_length=16, choices=ExchangeKind)
    happened_on = models.DateField("日期")
    title = models.CharField("事项", max_length=120)
    partner = models.CharField("对方单位", max_length=120, blank=True)
    place = models.CharField("地点", max_length=80, blank=True)
    people_count = models.PositiveIntegerField("人数", null=True)
    detail = models.TextField("详情", max_length=1000, blank=True)
    struck_at = models.DateTimeField("冲销时间", null=True)
    struck_why = models.CharField("冲销的理由", max_length=300, blank=True)

    objects = ExchangeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "交流记录"
        indexes = [
            models.Index(fields=["studio", "-happened_on"], name="exchange_of_studio"),
            models.Index(fields=["alliance", "-happened_on"], name="exchange_of_alliance"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(alliance=None) ^ Q(studio=None), name="of_an_alliance_or_of_a_studio"
            )
        ]

    def __str__(self):
        return self.title
