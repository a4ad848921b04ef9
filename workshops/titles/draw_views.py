"""Pages of the lot: which studios are looked at unannounced, and how anybody can draw again."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from workshops import clock

from .draws import Draw, draw, drawing_post, may_be_drawn, pool_of
from .years import Assessment


class DrawForm(forms.Form):
    """How many of how many, by which seed."""

    duty = forms.ChoiceField(label="事项")
    number = forms.IntegerField(label="抽取数量", min_value=1)
    seed = forms.CharField(
        label="抽签种子",
        max_length=80,
        help_text="事先公布、事后不能改的一串字，例如当天公布的指数或会议上当众写下的数字。",
    )

    def __init__(self, *args, duties, pool: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.duties = {duty.key: duty for duty in duties}
        self.fields["duty"].choices = [(key, duty.label) for key, duty in self.duties.items()]
        self.fields["number"].max_value, self.pool = pool, pool
        self.fields["number"].help_text = f"现有{pool}个称号参加抽签。"

    def clean_number(self):
        number = self.cleaned_data["number"]
        if number > self.pool:
            raise forms.ValidationError(f"参加抽签的只有{self.pool}个，请减少抽取数量。")
        return number


def door(request):
    """The post in which this person draws and what may be drawn; 404 where the text has no lot."""
    post = drawing_post(request.user, clock.today())
    duties = may_be_drawn(post.union.regulation.editions[-1]) if post else []
    if not duties:
        raise Http404
    return post, duties


@require_http_methods(["GET", "POST"])
def draws(request):
    """The drawings so far, and the next one."""
    post, duties = door(request)
    form = DrawForm(request.POST or None, duties=duties, pool=pool_of(post.union).count())
    if request.method == "POST" and form.is_valid():
        given, on = form.cleaned_data, clock.today()
        moment = {"by": request.user, "on": on, "at": clock.now()}
        found = draw(post, form.duties[given["duty"]], given["number"], given["seed"], **moment)
        messages.success(request, f"已抽取{found.number}个。")
        return redirect("draw", found.pk)
    earlier = Draw.objects.filter(authority=post.union).order_by("-pk")
    page = {"form": form, "draws": earlier, "duties": duties, "authority": post.union}
    return render(request, "titles/draws.html", page)


@require_safe
def draw_page(request, pk):
    """One drawing: who was drawn, which are checked by now, and the arithmetic."""
    seen = Draw.objects.visible_to(request.user, on=clock.today())
    found = get_object_or_404(seen.select_related("authority"), pk=pk)
    drawn = {one.pk: one for one in found.drawn.select_related("studio__unit_union")}
    checks = Assessment.objects.filter(
        title__in=drawn, duty=found.duty, assessed_on__gte=found.drawn_on, withdrawn_at=None
    )
    checked = {row.title_id: row for row in checks.order_by("-pk")}
    rows = [
        {"title": one, "record": checked.get(key), "url": reverse("duties", args=[key])}
        for key, one in drawn.items()
    ]
    page = {"draw": found, "rows": rows, "duty": found.edition_duty, "pool": len(found.pool)}
    page["crumbs"] = [{"label": "抽签", "url": reverse("draws")}, {"label": f"{found}"}]
    return render(request, "titles/draw.html", page)
