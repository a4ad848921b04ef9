"""Tells Django about the studios' app."""

from django import forms
from django.apps import AppConfig
from django.core.validators import MaxValueValidator, MinValueValidator

# Forms say what to do, where Django speaks of fields and values. Said before any form is imported,
# for a field takes its words along when it is declared.
forms.Field.default_error_messages["required"] = "这一项还没有填，请补上。"
MinValueValidator.message = "不能小于%(limit_value)s。"
MaxValueValidator.message = "不能大于%(limit_value)s。"


class WorkshopsConfig(AppConfig):
    """The app that holds the rooms."""

    name = "workshops"
    verbose_name = "创新工作室"

    def ready(self):
        """Let the checks of the rooms be known, and what waits in them before later rooms' own."""
        # each of these registers itself
        from .desk import changes, files, rooms, succession, years  # noqa: F401
        from .documents import checks  # noqa: F401
