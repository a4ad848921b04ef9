"""Addresses of payments and payee accounts."""

from django.urls import path

from . import account_views, receipt_views, register, views

urlpatterns = [
    path("payments/", views.payments, name="payments"),
    path("payments/register.xlsx", register.register, name="register"),
    path("payments/<int:pk>/", views.payment, name="payment"),
    path("payments/<int:pk>/receipt/", receipt_views.receipt, name="payment_receipt"),
    path("payments/<int:pk>/receipt/undo/", receipt_views.receipt_undo, name="receipt_undo"),
    path("payments/<int:pk>/steps/<slug:step>/", views.payment_step, name="payment_step"),
    path("titles/<int:pk>/payee/", account_views.payee, name="payee"),
    path(
        "titles/<int:pk>/payee/<int:account>/confirm/",
        account_views.payee_confirm,
        name="payee_confirm",
    ),
    path(
        "titles/<int:pk>/payee/<int:account>/withdraw/",
        account_views.payee_withdraw,
        name="payee_withdraw",
    ),
    path("titles/<int:pk>/payments/<slug:instalment>/", views.payment_new, name="payment_new"),
]
