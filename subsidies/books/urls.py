"""Addresses of the books: sets of books, vouchers, reports, charts, the fund books of grants."""

from django.urls import path

from . import chart_views as charts
from . import draft_views as typed
from . import report_views as reports
from . import views
from . import voucher_views as vouchers
from . import year_views as years

urlpatterns = [
    path("books/", views.books, name="books"),
    path("books/new/", views.book_new, name="book_new"),
    path("books/<int:pk>/", views.book, name="book"),
    path("books/<int:pk>/rules/", views.book_rules, name="book_rules"),
    path("books/<int:pk>/waiting/", views.book_waiting, name="book_waiting"),
    path("books/<int:pk>/months/", views.book_months, name="book_months"),
    path("books/<int:pk>/year-end/", years.year_end, name="year_end"),
    path("books/<int:pk>/clearing/", years.clearing, name="book_clearing"),
    path("books/<int:pk>/vouchers/", vouchers.vouchers, name="vouchers"),
    path("books/<int:pk>/vouchers.pdf", vouchers.vouchers_print, name="vouchers_print"),
    path("books/<int:pk>/vouchers.xlsx", vouchers.vouchers_workbook, name="vouchers_workbook"),
    path("books/<int:pk>/vouchers.csv", vouchers.vouchers_csv, name="vouchers_csv"),
    path("books/<int:pk>/export/", vouchers.vouchers_export, name="vouchers_export"),
    path("books/<int:pk>/drafts/", typed.drafts, name="drafts"),
    path("books/<int:pk>/drafts/new/", typed.draft_new, name="draft_new"),
    path("books/<int:pk>/balance/", reports.balance, name="balance"),
    path("books/<int:pk>/balance.pdf", reports.balance_print, name="balance_print"),
    path("books/<int:pk>/balance.xlsx", reports.balance_workbook, name="balance_workbook"),
    path("books/<int:pk>/account/", reports.account, name="book_account"),
    path("books/<int:pk>/account.pdf", reports.account_print, name="book_account_print"),
    path("books/<int:pk>/account.xlsx", reports.account_workbook, name="book_account_workbook"),
    path("vouchers/<int:pk>/", vouchers.voucher, name="voucher"),
    path("vouchers/<int:pk>/voucher.pdf", vouchers.voucher_print, name="voucher_print"),
    path("vouchers/<int:pk>/reverse/", typed.voucher_reverse, name="voucher_reverse"),
    path("drafts/<int:pk>/", typed.draft, name="draft"),
    path("movements/<int:pk>/", vouchers.movement, name="movement"),
    path("charts/", charts.charts, name="charts"),
    path("charts/new/", charts.chart_new, name="chart_new"),
    path("charts/template.xlsx", charts.chart_template, name="chart_template"),
    path("charts/<int:pk>/", charts.chart, name="chart"),
    path("funds/", reports.funds, name="funds"),
    path("funds/funds.xlsx", reports.funds_workbook, name="funds_workbook"),
    path("funds/<int:pk>/", reports.fund, name="fund"),
    path("funds/<int:pk>/fund.pdf", reports.fund_print, name="fund_print"),
    path("funds/<int:pk>/fund.xlsx", reports.fund_workbook, name="fund_workbook"),
]
