"""Addresses of this room."""

from django.urls import path

from . import ledger_table_views as tables
from . import ledger_views as views

LEDGERS = "studios/<int:pk>/ledgers/"
ROW = f"{LEDGERS}<slug:key>/rows/<int:entry>/"

urlpatterns = [
    path("ledgers/", views.studios, name="ledger_studios"),
    path(LEDGERS, views.ledgers, name="ledgers"),
    path(f"{LEDGERS}book/", tables.ledger_book, name="ledger_book"),
    path(f"{LEDGERS}book.pdf", tables.ledger_book_pdf, name="ledger_book_pdf"),
    path(f"{LEDGERS}ledgers.xlsx", tables.ledger_workbook, name="ledger_workbook"),
    path(f"{LEDGERS}<slug:key>/", views.ledger, name="ledger"),
    path(f"{LEDGERS}<slug:key>/new/", views.entry_new, name="ledger_entry_new"),
    path(f"{LEDGERS}<slug:key>/import/", tables.ledger_import, name="ledger_import"),
    path(f"{LEDGERS}<slug:key>/template.xlsx", tables.ledger_template, name="ledger_template"),
    path(f"{LEDGERS}<slug:key>/remarks/new/", views.remark_new, name="ledger_remark_new"),
    path(f"{LEDGERS}<slug:key>/remarks/<int:row>/reply/", views.remark_reply, name="ledger_reply"),
    path(ROW, views.entry, name="ledger_entry"),
    path(f"{ROW}reverse/", views.entry_reverse, name="ledger_entry_reverse"),
]
