"""Addresses of this room."""

from django.urls import path

from . import call_views, filling, views

urlpatterns = [
    path("calls/", call_views.calls, name="calls"),
    path("calls/new/", call_views.call_new, name="call_new"),
    path("calls/adopt/", call_views.adopt, name="adopt"),
    path("calls/<int:pk>/", call_views.call, name="call"),
    path("calls/<int:pk>/edit/", call_views.call_edit, name="call_edit"),
    path("calls/<int:pk>/criteria/", call_views.call_criteria, name="call_criteria"),
    path("calls/<int:pk>/open/", call_views.call_open, name="call_open"),
    path("calls/<int:pk>/apply/", views.application_new, name="application_new"),
    path("applications/", views.applications, name="applications"),
    path("applications/<int:pk>/", views.application, name="application"),
    path(
        "applications/<int:pk>/<slug:section>/edit/",
        filling.application_section,
        name="application_section",
    ),
    path("applications/<int:pk>/materials/", filling.application_upload, name="application_upload"),
    path("applications/<int:pk>/check/", views.application_check, name="application_check"),
    path(
        "applications/<int:pk>/steps/<slug:step>/",
        views.application_step,
        name="application_step",
    ),
]
