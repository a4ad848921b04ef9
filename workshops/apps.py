"""Tells Django about the studios' app."""

from django.apps import AppConfig


class WorkshopsConfig(AppConfig):
    """The app that holds the rooms."""

    name = "workshops"
    verbose_name = "创新工作室"
