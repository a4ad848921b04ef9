"""Addresses of audit."""

from django.urls import path

from . import file_views, finding_views, views, workbook

YEAR = "audit/<int:pk>/<int:year>/"

urlpatterns = [
    path("audit/", views.audits, name="audit"),
    path(YEAR, views.audit_year, name="audit_year"),
    path(f"{YEAR}audit.xlsx", workbook.audit_workbook, name="audit_book"),
    path(f"{YEAR}file.pdf", file_views.audit_file, name="audit_file"),
    path(f"{YEAR}exceptions/", views.audit_exceptions, name="audit_exceptions"),
    path(f"{YEAR}samples/new/", views.sample_new, name="sample_new"),
    path(f"{YEAR}findings/new/<slug:about>/", finding_views.finding_new, name="finding_new"),
    path(f"{YEAR}<slug:figure>/", views.audit_rows, name="audit_rows"),
    path("samples/<int:pk>/", views.audit_sample, name="audit_sample"),
    path("findings/", finding_views.findings, name="findings"),
    path("findings/<int:pk>/", finding_views.finding, name="finding"),
]
