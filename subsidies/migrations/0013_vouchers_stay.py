"""Vouchers and what they rest on are written once; books are never deleted; charts are laid in."""

from django.db import migrations

from subsidies.books.published import lay
from workshops.records.stays import NEVER_DELETED, ONCE, stays


def load(apps, schema_editor):
    lay(apps.get_model("subsidies", "Chart"), apps.get_model("subsidies", "ChartAccount"))


class Migration(migrations.Migration):
    dependencies = [("subsidies", "0012_double_entry")]

    operations = [
        migrations.RunPython(load, migrations.RunPython.noop),
        stays(
            subsidies_chart=ONCE,
            subsidies_chartaccount=ONCE,
            subsidies_postingrule=ONCE,
            subsidies_closing=ONCE,
            subsidies_voucher=ONCE,
            subsidies_voucherline=ONCE,
            subsidies_book=NEVER_DELETED,
            subsidies_draft=NEVER_DELETED,
        ),
    ]
