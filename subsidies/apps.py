"""Tells Django about the money app."""

from importlib import import_module

from django.apps import AppConfig

WAITING = (
    "books",
    "budgets",
    "claims",
    "batches",
    "payments",
    "matching",
    "spending",
    "recovery",
    "audit",
)


class SubsidiesConfig(AppConfig):
    """The app that holds entitlements, instalments and payments."""

    name = "subsidies"
    verbose_name = "补助资金"

    def ready(self) -> None:
        """Let the desk show what waits of money, and the joint check what was used."""
        for room in WAITING:
            import_module(f"subsidies.{room}.waiting")  # models come only once Django is up
        import_module("subsidies.spending.on_sheets")
