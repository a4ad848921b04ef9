"""Addresses of the money rooms."""

urlpatterns: list = []
