"""How the tests of this room open pages and fill in forms."""

from django.urls import reverse

from workshops.applications.models import Application


def at(name, *args) -> str:
    return reverse(name, args=args)


def section(application, key: str) -> str:
    return at("application_section", application.pk, key)


def filled(client, url: str, **typed) -> dict:
    """What the form at that address would send, with these fields typed over it."""
    context = client.get(url).context["forms"]
    forms = [context.form, *(form for rows in context.rows for form in rows.forms)]
    forms += [rows.management_form for rows in context.rows]
    sent = {}
    for form in forms:
        for field in form:
            value = field.value()
            if value is not None and value is not False and not field.field.disabled:
                sent[field.html_name] = value
    return {**sent, **{name.replace("__", "-"): value for name, value in typed.items()}}


def save(client, application, key: str, **typed):
    """Fill in a section and save it."""
    url = section(application, key)
    return client.post(url, filled(client, url, **typed))


def take(client, person, application, name, **typed):
    """Take a step on its page."""
    client.force_login(person)
    return client.post(at("application_step", application.pk, name), typed)


def state(application) -> str:
    return Application.objects.get(pk=application.pk).state
