"""Addresses of this room."""

from django.urls import path

from . import amendment_views as amending
from . import campaigns, today, views
from . import change_views as changing
from . import direct_views as direct
from . import dossier_views as whole
from . import draw_views as drawing
from . import ending_views as endings
from . import reminder_views as reminding
from . import support_views as supports
from . import year_sheet_views as sheets
from . import year_views as years

urlpatterns = [
    path("calls/<int:pk>/naming/", views.naming, name="naming"),
    path("titles/", views.titles, name="titles"),
    path("titles/roll/", direct.roll, name="roll"),
    path("titles/roll/<int:pk>/<slug:step>/", direct.roll_step, name="roll_step"),
    path("titles/named-together/", endings.named_together, name="named_together"),
    path("titles/<int:pk>/plaque/", endings.plaque, name="plaque"),
    path("titles/<int:pk>/", views.title, name="title"),
    path("titles/<int:pk>/studio/<slug:section>/", direct.created_section, name="created_section"),
    path("titles/<int:pk>/support/", supports.support, name="support"),
    path(
        "titles/<int:pk>/support/<int:row>/strike/", supports.strike_support, name="strike_support"
    ),
    path("titles/<int:pk>/dossier/", whole.dossier_page, name="dossier_page"),
    path("titles/<int:pk>/dossier.pdf", whole.dossier_pdf, name="dossier"),
    path("titles/<int:pk>/steps/<slug:step>/", views.title_step, name="title_step"),
    path("titles/<int:pk>/changes/", changing.changes, name="changes"),
    path("titles/<int:pk>/changes/<slug:kind>/", changing.change_new, name="change_new"),
    path("titles/<int:pk>/leader/", changing.leader_change, name="leader_change"),
    path("changes/<int:pk>/", changing.change, name="change"),
    path("applications/<int:pk>/agree/", changing.change_name, name="change_name"),
    path("titles/<int:pk>/assess/", views.assess_title, name="assess"),
    path("campaigns/", campaigns.campaigns, name="campaigns"),
    path("draws/", drawing.draws, name="draws"),
    path("draws/<int:pk>/", drawing.draw_page, name="draw"),
    path("reminders/", reminding.reminders, name="reminders"),
    path("reminders/mine.ics", reminding.my_calendar, name="my_calendar"),
    path("titles/<int:pk>/today/", today.title_today, name="title_today"),
    path("titles/<int:pk>/duties.ics", reminding.title_calendar, name="title_calendar"),
    path("titles/<int:pk>/duties/", years.duties, name="duties"),
    path("titles/<int:pk>/duties/<slug:key>/<int:year>/", years.duty, name="duty"),
    path(
        "titles/<int:pk>/duties/<slug:key>/<int:year>/sheet.pdf",
        sheets.blank_sheet,
        name="blank_sheet",
    ),
    path("records/<int:pk>/", years.duty_record, name="duty_record"),
    path("records/<int:pk>/sheet.pdf", sheets.check_sheet, name="check_sheet"),
    path("records/<int:pk>/withdraw/", years.duty_withdraw, name="duty_withdraw"),
    path("titles/<int:pk>/rectification/", years.rectification, name="rectification"),
    path("rectified/<int:pk>/", years.rectified, name="rectified"),
    path("amendments/", amending.amendments, name="amendments"),
    path("rules/<slug:code>/parameters/", amending.parameters, name="parameters"),
    path("rules/<slug:code>/parameters/change/", amending.amendment_new, name="amendment_new"),
    path("amendments/<int:pk>/", amending.amendment, name="amendment"),
    path("amendments/<int:pk>/try/", amending.amendment_try, name="amendment_try"),
    path("amendments/<int:pk>/activate/", amending.amendment_activate, name="amendment_activate"),
    path("amendments/<int:pk>/withdraw/", amending.amendment_withdraw, name="amendment_withdraw"),
    path(
        "amendments/<int:pk>/changes.xlsx", amending.amendment_workbook, name="amendment_workbook"
    ),
]
