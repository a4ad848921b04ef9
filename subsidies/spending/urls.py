"""Addresses of spending."""

from django.urls import path

from . import exports, views

urlpatterns = [
    path("spending/", views.grants, name="grants"),
    path("spending/grants.xlsx", exports.grants, name="grants_table"),
    path("payments/<int:pk>/spending/", views.grant, name="grant"),
    path("payments/<int:pk>/spending/<slug:aspect>/", views.check, name="check_use"),
    path("expenses/<int:pk>/", views.expense, name="expense"),
    path("expenses/<int:pk>/steps/<slug:step>/", views.expense_step, name="expense_step"),
]
