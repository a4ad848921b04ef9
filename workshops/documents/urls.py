"""Addresses of this room."""

from django.urls import path

from . import holidays, views

urlpatterns = [
    path("papers/<int:pk>/", views.paper, name="paper"),
    path("holidays/", holidays.holidays, name="holidays"),
    path("holidays/new/", holidays.holidays_new, name="holidays_new"),
    path("holidays/template.xlsx", holidays.holidays_template, name="holidays_template"),
]
