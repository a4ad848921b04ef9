"""Addresses of this room."""

from django.urls import path

from . import beside, public, views

urlpatterns = [
    path("calls/<int:pk>/post/", views.posting_new, name="posting_new"),
    path("applications/<int:pk>/post/", beside.change_posting, name="change_posting"),
    path("public/", public.postings, name="postings"),
    path("public/receipt/<slug:code>/", public.receipt, name="receipt"),
    path("public/<slug:address>/", public.posting, name="posting"),
    path("public/<slug:address>/object/", public.object_to, name="object"),
    path("objections/", views.objections, name="objections"),
    path("objections/<int:pk>/", views.objection, name="objection"),
]
