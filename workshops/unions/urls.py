"""Addresses of this room."""

from django.urls import path

from . import views

urlpatterns = [
    path("demo/enter/<int:pk>/", views.demo_enter, name="demo_enter"),
]
