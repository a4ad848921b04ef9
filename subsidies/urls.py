"""Addresses of the money rooms."""

from django.urls import include, path

ROOMS = (
    "books",
    "budgets",
    "payments",
    "claims",
    "batches",
    "matching",
    "spending",
    "recovery",
    "audit",
    "figures",
)

urlpatterns = [path("", include(f"subsidies.{room}.urls")) for room in ROOMS]
