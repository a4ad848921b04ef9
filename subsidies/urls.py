"""Addresses of the money rooms."""

from django.urls import path

from . import claim_views as claims
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
    path("titles/<int:pk>/claims/", claims.claims, name="claims"),
    path("claims/<int:pk>/", claims.claim, name="claim"),
    path("claims/<int:pk>/items/", claims.claim_item, name="claim_item"),
    path("claims/<int:pk>/items/<int:row>/strike/", claims.claim_strike, name="claim_strike"),
    path("claims/<int:pk>/papers/", claims.claim_paper, name="claim_paper"),
    path("claims/<int:pk>/second/", claims.second_title, name="second_title"),
    path("claims/<int:pk>/steps/<slug:step>/", claims.claim_step, name="claim_step"),
    path("titles/<int:pk>/payee/", views.payee, name="payee"),
    path("titles/<int:pk>/payments/<slug:instalment>/", views.payment_new, name="payment_new"),
]
