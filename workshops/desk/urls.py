"""Addresses of this room."""

from django.urls import path

from . import carrying, one_union, people, precheck, projection, rulebook, tree, views

urlpatterns = [
    path("", views.desk, name="desk"),
    path("demo/clock/", views.demo_clock, name="demo_clock"),
    path("rules/", rulebook.rulebook, name="rulebook"),
    path("rules/<slug:code>/", rulebook.regulation, name="regulation"),
    path("check/", precheck.precheck, name="precheck"),
    path("check/carry/", carrying.precheck_carry, name="precheck_carry"),
    path("projection/", projection.projection, name="projection"),
    path("titles/<int:pk>/projection/", projection.title_projection, name="title_projection"),
    path("people/", people.people, name="people"),
    path("people/new/", people.person_new, name="person_new"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/appoint/", people.appoint, name="appoint"),
    path("people/<int:pk>/password/", people.person_password, name="person_password"),
    path(
        "people/<int:pk>/second-factor/", people.person_second_factor, name="person_second_factor"
    ),
    path("people/<int:pk>/account/", people.person_account, name="person_account"),
    path("unions/", tree.unions, name="unions"),
    path("unions/new/", tree.union_new, name="union_new"),
    path("unions/<int:pk>/", one_union.union, name="union"),
    path("unions/<int:pk>/edit/", tree.union_edit, name="union_edit"),
    path("appointments/<int:pk>/end/", people.end_appointment, name="end_appointment"),
]
