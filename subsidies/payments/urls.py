"""Addresses of payments and payee accounts."""

from django.urls import path

from . import receipt_views, register, views

urlpatterns = [
    path("payments/", views.payments, name="payments"),
    path("payments/register.xlsx", register.register, name="register"),
    path("payments/<int:pk>/", views.payment, name="payment"),
    path("payments/<int:pk>/receipt/", receipt_views.receipt, name="payment_receipt"),
    path("payments/<int:pk>/steps/<slug:step>/", views.payment_step, name="payment_step"),
    path("titles/<int:pk>/payee/", views.payee, name="payee"),
    path("titles/<int:pk>/payments/<slug:instalment>/", views.payment_new, name="payment_new"),
]
