"""Tells Django about the studios' app."""

from django.apps import AppConfig


class WorkshopsConfig(AppConfig):
    """The app that holds the rooms."""

    name = "workshops"
    verbose_name = "创新工作室"

    def ready(self):
        """Let the checks of the rooms be known, and what waits in them before later rooms' own."""
        from .desk import changes, files, rooms  # noqa: F401  (each registers itself)
        from .documents import checks  # noqa: F401
