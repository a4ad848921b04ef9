"""Addresses of budgets and of what controls payments."""

from django.urls import path

from . import views, workbook

urlpatterns = [
    path("budgets/", views.budgets, name="budgets"),
    path("budgets/<int:pk>/<int:year>/", views.budget, name="budget"),
    path("budgets/<int:pk>/<int:year>/budget.xlsx", workbook.budget_workbook, name="budget_book"),
    path("budgets/<int:pk>/allot/", views.allot, name="allot"),
    path("budgets/<int:pk>/controls/", views.controls, name="controls"),
    path("allotments/<int:pk>/reverse/", views.reverse_allotment, name="allotment_reverse"),
]
