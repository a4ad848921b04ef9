"""Addresses of spending."""

from django.urls import path

from . import exports, passing_views, views

urlpatterns = [
    path("spending/passing/", passing_views.passings, name="passings"),
    path("passing/<int:pk>/strike/", passing_views.strike_passing, name="strike_passing"),
    path("payments/<int:pk>/passing/", passing_views.passing, name="passing"),
    path("spending/", views.grants, name="grants"),
    path("spending/grants.xlsx", exports.grants, name="grants_table"),
    path("payments/<int:pk>/spending/", views.grant, name="grant"),
    path("payments/<int:pk>/spending/<slug:aspect>/", views.check, name="check_use"),
    path("expenses/<int:pk>/", views.expense, name="expense"),
    path("expenses/<int:pk>/steps/<slug:step>/", views.expense_step, name="expense_step"),
]
