"""Addresses of claims."""

from django.urls import path

from . import views

urlpatterns = [
    path("titles/<int:pk>/claims/", views.claims, name="claims"),
    path("claims/<int:pk>/", views.claim, name="claim"),
    path("claims/<int:pk>/items/", views.claim_item, name="claim_item"),
    path("claims/<int:pk>/items/<int:row>/strike/", views.claim_strike, name="claim_strike"),
    path("claims/<int:pk>/drop/", views.claim_drop, name="claim_drop"),
    path("claims/<int:pk>/papers/", views.claim_paper, name="claim_paper"),
    path("claims/<int:pk>/second/", views.second_title, name="second_title"),
    path("claims/<int:pk>/steps/<slug:step>/", views.claim_step, name="claim_step"),
]
