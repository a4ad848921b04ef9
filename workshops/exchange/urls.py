"""Addresses of this room."""

from django.urls import path

from . import alliances, outcomes, public, views

STUDIO, ALLIANCE = "studios/<int:pk>/", "alliances/<int:pk>/"

urlpatterns = [
    path("exchange/", views.exchange, name="exchange"),
    path(f"{STUDIO}exchange/", views.studio, name="studio_exchange"),
    path(f"{STUDIO}exchange/new/", views.exchange_new, name="exchange_new"),
    path(f"{STUDIO}liaison/", views.liaison, name="liaison"),
    path(f"{STUDIO}liaison/end/", views.liaison_end, name="liaison_end"),
    path(f"{STUDIO}showcase/", views.showcase_new, name="showcase_new"),
    path(f"{STUDIO}showcase/end/", views.showcase_end, name="showcase_end"),
    path("exchanges/<int:pk>/", views.exchange_row, name="exchange_row"),
    path("exchanges/<int:pk>/strike/", views.exchange_strike, name="exchange_strike"),
    path("alliances/", alliances.alliances, name="alliances"),
    path("alliances/new/", alliances.alliance_new, name="alliance_new"),
    path(ALLIANCE, alliances.alliance, name="alliance"),
    path(f"{ALLIANCE}join/", alliances.alliance_join, name="alliance_join"),
    path(f"{ALLIANCE}lead/", alliances.alliance_lead, name="alliance_lead"),
    path(f"{ALLIANCE}end/", alliances.alliance_end, name="alliance_end"),
    path(f"{ALLIANCE}exchange/", alliances.alliance_exchange, name="alliance_exchange"),
    path("memberships/<int:pk>/end/", alliances.membership_end, name="membership_end"),
    path("outcomes/", outcomes.outcomes, name="outcomes"),
    path("outcomes/outcomes.xlsx", outcomes.outcomes_workbook, name="outcomes_workbook"),
    path("outcomes/<int:pk>/", outcomes.outcome, name="outcome"),
    path("outcomes/<int:pk>/transfer/", outcomes.transfer_new, name="transfer_new"),
    path("transfers/<int:pk>/strike/", outcomes.transfer_strike, name="transfer_strike"),
    path("showcase/", public.showcases, name="showcases"),
    path("showcase/<int:pk>/", public.showcase, name="showcase"),
]
