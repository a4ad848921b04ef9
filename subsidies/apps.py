"""Tells Django about the money app."""

from django.apps import AppConfig


class SubsidiesConfig(AppConfig):
    """The app that holds entitlements, instalments and payments."""

    name = "subsidies"
    verbose_name = "补助资金"
