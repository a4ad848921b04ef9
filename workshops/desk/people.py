"""The pages on which an administrator keeps people and their posts."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from workshops import clock
from workshops.unions.forms import EndForm, PersonForm, PostForm, SearchForm
from workshops.unions.models import Appointment, Person, Role
from workshops.unions.tree import administered

from . import staff

pages = require_http_methods(["GET", "POST"])
PER_PAGE = 50


class Office:
    """The administrator at work: which unions, in which post, on which day; 404 for others."""

    def __init__(self, request):
        self.person, self.on = request.user, clock.today()
        posts = (p for p in self.person.posts(self.on) if p.role == Role.ADMINISTRATOR)
        self.post = next(posts, None)
        if self.post is None:
            raise Http404
        self.unions = administered(self.person, self.on)

    def people(self):
        """Everybody who holds or held a post in one of these unions."""
        here = Appointment.objects.filter(union__in=self.unions)
        return Person.objects.filter(pk__in=here.values("person"))

    def one(self, pk) -> Person:
        return get_object_or_404(self.people(), pk=pk)

    def acting(self) -> dict:
        """Who acts, in which post."""
        return {"by": self.person, "under": self.post}


@require_safe
def people(request):
    """Everybody in the unions one administers, with their posts today."""
    office = Office(request)
    form = SearchForm(request.GET, unions=office.unions)
    asked = form.cleaned_data if form.is_valid() else {}
    posts = Appointment.objects.in_force(office.on).select_related("union").order_by("pk")
    found = _searched(office.people().order_by("pk"), asked)
    found = found.prefetch_related(Prefetch("appointments", posts, to_attr="in_force"))
    chunk = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    page = {"people": chunk, "form": form, "filtered": any(asked.values())}
    page["total"] = chunk.paginator.count
    return render(request, "unions/people.html", page | _paging(request, chunk))


def _searched(people, asked: dict):
    if q := asked.get("q"):
        people = people.filter(Q(full_name__icontains=q) | Q(username__icontains=q))
    if union := asked.get("union"):
        people = people.filter(appointments__union=union).distinct()
    return people


def crumbs(*trail) -> list[dict]:
    """Where a page lies: people, perhaps one of them, this page."""
    found = [{"label": "人员", "url": reverse("people")}]
    for step in trail:
        url = reverse("person", args=[step.pk]) if isinstance(step, Person) else ""
        found.append({"label": str(step), "url": url})
    return found


def _paging(request, chunk) -> dict:
    def url(number):
        query = request.GET.copy()
        query["page"] = number
        return f"?{query.urlencode()}"

    return {
        "previous_url": url(chunk.previous_page_number()) if chunk.has_previous() else "",
        "next_url": url(chunk.next_page_number()) if chunk.has_next() else "",
    }


@pages
def person_new(request):
    """Add somebody with a first post; the one-time password is shown once."""
    office = Office(request)
    form = PersonForm(request.POST or None)
    post = PostForm(request.POST or None, unions=office.unions, initial={"from_on": office.on})
    if request.method == "POST" and form.is_valid() & post.is_valid():
        added, first = form.save(commit=False), post.save(commit=False)
        password = staff.add(added, first, at=clock.now(), **office.acting())
        return _handed_over(request, added, password)
    sections = [
        {"legend": "人员", "fields": list(form)},
        {"legend": "岗位", "fields": list(post), "lead": "以后可以再加其他岗位。"},
    ]
    page = {"form": form, "sections": sections, "post_form": post, "crumbs": crumbs("添加人员")}
    return render(request, "unions/person_new.html", page)


def _handed_over(request, person, password):
    """The password, once: it is not kept anywhere and not shown again."""
    page = {"person": person, "password": password}
    response = render(request, "unions/password.html", page)
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def person(request, pk):
    """One person: the posts held and once held, and what can be done."""
    office = Office(request)
    found = office.one(pk)
    held = found.appointments.select_related("union").order_by("-from_on", "-pk")
    page = {"person": found, "held": held, "mine": set(office.unions)}
    page |= {"crumbs": crumbs(found), "second_factor": staff.has_second_factor(found)}
    return render(request, "unions/person.html", page)


@pages
def appoint(request, pk):
    """Give somebody one more post."""
    office = Office(request)
    found = office.one(pk)
    form = PostForm(
        request.POST or None, unions=office.unions, person=found, initial={"from_on": office.on}
    )
    if request.method == "POST" and form.is_valid():
        post = form.save(commit=False)
        post.person = found
        try:
            staff.appoint(post, at=clock.now(), **office.acting())
        except staff.NotAllowed as refusal:
            form.add_error("role", str(refusal))
        else:
            messages.success(request, f"{found}已任{post}，自{post.from_on}起。")
            return redirect("person", found.pk)
    page = {"person": found, "form": form, "crumbs": crumbs(found, "任职")}
    return render(request, "unions/appoint.html", page)


@pages
def end_appointment(request, pk):
    """End a post after a last day."""
    office = Office(request)
    held = Appointment.objects.filter(union__in=office.unions, until_on=None)
    post = get_object_or_404(held.select_related("union", "person"), pk=pk)
    initial = {"last": max(office.on, post.from_on)}
    form = EndForm(request.POST or None, post=post, on=office.on, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            staff.end(post, form.cleaned_data["last"], at=clock.now(), **office.acting())
        except staff.NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{post.person}任{post}至{post.until_on}。")
            return redirect("person", post.person_id)
    page = {"post": post, "person": post.person, "form": form}
    page["crumbs"] = crumbs(post.person, "离任")
    return render(request, "unions/end.html", page)


@pages
def person_password(request, pk):
    """Give a new one-time password."""
    office = Office(request)
    found = _own(office, pk)
    if request.method == "POST":
        password = staff.renew_password(found, at=clock.now(), **office.acting())
        return _handed_over(request, found, password)
    said = ["系统生成一个新的一次性口令，只显示一次，请当面交给本人。"]
    said += ["原来的口令立即失效，已登录的会退出。"]
    if staff.has_second_factor(found):
        said += ["两步验证不变：手机也换了的，另外办理“停用两步验证”。"]
    return _confirm(request, found, "重设口令", said)


@pages
def person_second_factor(request, pk):
    """Let somebody with a lost phone in by password alone."""
    office = Office(request)
    found = _own(office, pk)
    if not staff.has_second_factor(found):
        messages.warning(request, f"{found}没有开启两步验证，只用口令就能登录。")
        return redirect("person", found.pk)
    if request.method == "POST":
        try:
            staff.drop_second_factor(found, at=clock.now(), **office.acting())
            messages.success(request, f"已停用{found}的两步验证。")
        except staff.NotAllowed as refusal:
            messages.warning(request, str(refusal))
        return redirect("person", found.pk)
    said = ["请先当面或者用原来登记的电话核实是本人。"]
    said += ["此人以后只用口令就能登录，请提醒本人登录后重新开启两步验证。"]
    said += [
        "原来手机上的验证码和恢复码一并作废，不能找回。",
        "口令不变；口令也忘了的，另外办理“重设口令”。",
    ]
    return _confirm(request, found, "停用两步验证", said, danger=True)


@pages
def person_account(request, pk):
    """Close an account, or open it again."""
    office = Office(request)
    found = _own(office, pk)
    label = "停用账号" if found.is_active else "恢复账号"
    if request.method == "POST":
        try:
            _switch(found, office, clock.now())
            messages.success(request, f"已{label}：{found}。")
        except staff.NotAllowed as refusal:
            messages.warning(request, str(refusal))
        return redirect("person", found.pk)
    said = ["此人不能再登录，已登录的立即退出。", "岗位和以往的办理记录都保留，随时可以恢复。"]
    if not found.is_active:
        said = ["此人可以用原来的口令登录，岗位照旧。"]
    return _confirm(request, found, label, said, danger=found.is_active)


def _switch(found, office, at) -> None:
    if found.is_active:
        staff.close_account(found, at=at, on=office.on, **office.acting())
    else:
        staff.reopen_account(found, at=at, **office.acting())


def _own(office, pk) -> Person:
    """Somebody all of whose posts are in one's own unions; else it is another's affair."""
    found = office.one(pk)
    if any(post.union_id not in office.unions for post in found.posts(office.on)):
        raise Http404
    return found


def _confirm(request, found, label, consequences, *, danger=False):
    page = {"person": found, "label": label, "consequences": consequences, "danger": danger}
    page |= {"back": reverse("person", args=[found.pk]), "crumbs": crumbs(found, label)}
    return render(request, "unions/confirm.html", page)
