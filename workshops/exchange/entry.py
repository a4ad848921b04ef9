"""One page on which anything of this room is written down: the form, the act, the refusal."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render

from workshops import clock
from workshops.records.lifecycle import NotPermitted, NotPossible

from .alliance_acts import Unrecordable

CHANGED = "情况已经变更，这一项现在不能办理，请核对后再办。"


def moment(request) -> dict:
    """By whom, on which day and when, for an act."""
    return {"by": request.user, "on": clock.today(), "at": clock.now()}


def sent(request) -> tuple:
    """What came in, for a form."""
    return (request.POST, request.FILES) if request.method == "POST" else ()


def written(request, form, act, *, back: str, done: str, onward=None, **page):
    """Show a form and do what it asks; then onward to what it made, or to `back`.

    `act` takes who, on which day and when; `onward` gives the address of what it made;
    `page` is what `exchange/entry.html` says around the form.
    """
    if request.method == "POST" and form.is_valid():
        try:
            made = act(**moment(request))
        except (Unrecordable, ValidationError) as refusal:
            form.add_error(None, refusal if isinstance(refusal, ValidationError) else str(refusal))
        except (NotPossible, NotPermitted):
            messages.warning(request, CHANGED)
            return redirect(back)
        else:
            messages.success(request, done)
            return redirect(onward(made) if onward else back)
    return render(request, "exchange/entry.html", page | {"form": form, "back": back})
