"""What waits of the regulations themselves: a change that a second person must look through."""

from django.urls import reverse

from workshops.applications.amendments import KEEPERS, Amendment

from .waiting import waits


@waits
def amendments(person, on):
    """Changes prepared by somebody else in one's own authority."""
    if not person.holds(*KEEPERS, on=on):
        return
    found = Amendment.objects.visible_to(person, on=on).waiting().exclude(prepared_by=person)
    found = found.filter(authority__in=person.unions_as(*KEEPERS, on=on))
    tasks = [
        {
            "title": f"{change}",
            "url": reverse("amendment", args=[change.pk]),
            "state_label": "等待启用",
            "tone": "warn",
            "hint": f"由{change.prepared_by}拟定，核对影响后启用或撤回。",
        }
        for change in found.select_related("authority", "prepared_by").order_by("pk")
    ]
    yield {"title": "办法变更", "tasks": tasks, "url": reverse("amendments")}
