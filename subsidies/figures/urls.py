"""Addresses of figures."""

from django.urls import path

from . import views

urlpatterns = [
    path("figures/", views.figures, name="figures"),
    path("figures/table.xlsx", views.table, name="figures_table"),
    path("figures/coming/", views.coming, name="coming"),
    path("figures/coming.xlsx", views.coming_table, name="coming_table"),
]
