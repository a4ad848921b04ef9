"""Addresses of this room."""

from django.urls import path

from . import views

urlpatterns = [path("papers/<int:pk>/", views.paper, name="paper")]
