"""Addresses of this room."""

from django.urls import path, re_path

from . import beside, panels, views

urlpatterns = [
    path("applications/<int:pk>/experts/", views.assign_experts, name="assign"),
    re_path(
        r"^applications/(?P<pk>\d+)/experts/(?P<sheet>\d+)/(?P<act>return|take-back)/$",
        views.sheet_act,
        name="sheet_act",
    ),
    path("sheets/", views.sheets, name="sheets"),
    path("sheets/<int:pk>/", views.sheet, name="sheet"),
    path("sheets/<int:pk>/submit/", views.sheet_submit, name="sheet_submit"),
    path("sheets/<int:pk>/recuse/", views.sheet_recuse, name="sheet_recuse"),
    path("calls/<int:pk>/ranking/", panels.ranking, name="ranking"),
    path("calls/<int:pk>/meeting/", panels.meeting, name="meeting"),
    path("applications/<int:pk>/score/", beside.change_score, name="change_score"),
    path("applications/<int:pk>/meeting/", beside.change_meeting, name="change_meeting"),
]
