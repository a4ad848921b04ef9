"""Addresses of recovery."""

from django.urls import path

from . import slip_views, views

urlpatterns = [
    path("recovery/", views.clawbacks, name="clawbacks"),
    path("recovery/<int:pk>/", views.clawback, name="clawback"),
    path("recovery/<int:pk>/steps/<slug:step>/", views.clawback_step, name="clawback_step"),
    path("recovery/<int:pk>/rows/<int:row>/", views.strike_repayment, name="strike_repayment"),
    path("recovery/<int:pk>/slips/new/", slip_views.slip, name="slip"),
    path("recovery/<int:pk>/slips/<int:row>/end/", slip_views.end, name="end_slip"),
    path("decisions/<int:pk>/demand/", views.demand, name="demand"),
]
