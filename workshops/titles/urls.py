"""Addresses of this room."""

from django.urls import path

from . import views

urlpatterns = [
    path("calls/<int:pk>/naming/", views.naming, name="naming"),
    path("titles/", views.titles, name="titles"),
    path("titles/<int:pk>/", views.title, name="title"),
    path("titles/<int:pk>/steps/<slug:step>/", views.title_step, name="title_step"),
    path("titles/<int:pk>/assess/", views.assess_title, name="assess"),
]
