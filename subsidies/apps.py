"""Tells Django about the money app."""

from django.apps import AppConfig


class SubsidiesConfig(AppConfig):
    """The app that holds entitlements, instalments and payments."""

    name = "subsidies"
    verbose_name = "补助资金"

    def ready(self) -> None:
        """Let the desk show what waits of money."""
        from . import claim_waiting, waiting  # noqa: F401  (models may be imported only once Django is up)
