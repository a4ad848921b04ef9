"""Addresses of this room."""

from django.urls import path

from . import views

urlpatterns = [
    path("attachments/<int:pk>/", views.attachment, name="attachment"),
    path("decisions/<int:pk>/", views.decision, name="decision"),
    path("history/", views.history, name="history"),
]
