"""Addresses of the money rooms."""

from django.urls import path

from . import register, views

urlpatterns = [
    path("payments/", views.payments, name="payments"),
    path("payments/register.xlsx", register.register, name="register"),
    path("payments/<int:pk>/", views.payment, name="payment"),
    path("payments/<int:pk>/steps/<slug:step>/", views.payment_step, name="payment_step"),
    path("payments/<int:pk>/matching/", views.matching, name="matching"),
    path("payments/<int:pk>/matching/receipt/", views.receipt, name="receipt"),
    path(
        "payments/<int:pk>/matching/<int:row>/strike/",
        views.strike_matching,
        name="strike_matching",
    ),
    path("titles/<int:pk>/payee/", views.payee, name="payee"),
    path("titles/<int:pk>/payments/<slug:instalment>/", views.payment_new, name="payment_new"),
]
