"""Addresses of matched money."""

from django.urls import path

from . import views

urlpatterns = [
    path("payments/<int:pk>/matching/", views.matching, name="matching"),
    path("payments/<int:pk>/matching/<int:row>/strike/", views.strike, name="strike_matching"),
]
