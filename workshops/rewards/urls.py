"""Addresses of this room."""

from django.urls import path

from . import views

urlpatterns = [
    path("titles/people/", views.roster, name="roster"),
    path("titles/people.xlsx", views.roster_workbook, name="roster_workbook"),
    path("titles/priority.xlsx", views.priority_workbook, name="priority_workbook"),
    path("titles/<int:pk>/rewards/", views.rewards, name="rewards"),
    path("titles/<int:pk>/rewards/new/<slug:kind>/", views.reward_new, name="reward_new"),
    path(
        "titles/<int:pk>/rewards/honours/<int:row>/result/",
        views.recommendation_result,
        name="recommendation_result",
    ),
    path(
        "titles/<int:pk>/rewards/<slug:kind>/<int:row>/strike/",
        views.reward_strike,
        name="reward_strike",
    ),
]
