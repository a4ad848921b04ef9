"""Addresses of batches."""

from django.urls import path

from . import answer_views, paper_views, run_views, views

urlpatterns = [
    path("batches/", views.batches, name="batches"),
    path("batches/new/", views.batch_new, name="batch_new"),
    path("batches/<int:pk>/", views.batch, name="batch"),
    path("batches/<int:pk>/steps/<slug:step>/", views.batch_step, name="batch_step"),
    path("batches/<int:pk>/rows/<int:row>/out/", views.batch_out, name="batch_out"),
    path("batches/<int:pk>/rows/<int:row>/reject/", views.batch_reject, name="batch_reject"),
    path("batches/<int:pk>/begin/<slug:step>/", run_views.batch_begin, name="batch_begin"),
    path("batches/<int:pk>/runs/<int:run>/", run_views.batch_run, name="batch_run"),
    path("batches/<int:pk>/answers/", answer_views.batch_answers, name="batch_answers"),
    path("batches/<int:pk>/answers.xlsx", answer_views.answers_book, name="batch_answers_book"),
    path("batches/<int:pk>/list.xlsx", paper_views.bank_list, name="batch_list"),
    path("batches/<int:pk>/notices/<int:part>.pdf", paper_views.notices, name="batch_notices"),
]
