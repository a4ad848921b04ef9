"""Every address of the site."""

from django.urls import include, path

ROOMS = (
    "desk",
    "unions",
    "records",
    "documents",
    "studios",
    "applications",
    "reviews",
    "publicity",
    "titles",
    "exchange",
    "rewards",
)

urlpatterns = [
    *(path("", include(f"workshops.{room}.urls")) for room in ROOMS),
    path("", include("subsidies.urls")),
    path("account/", include("allauth.account.urls")),
    path("account/second-factor/", include("allauth.mfa.urls")),
]
