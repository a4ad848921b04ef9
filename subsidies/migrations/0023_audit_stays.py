"""Samples, findings and what was said of them are written once."""

from django.db import migrations

from workshops.records.stays import ONCE, stays


class Migration(migrations.Migration):
    dependencies = [("subsidies", "0022_audit")]

    operations = [
        stays(
            subsidies_sample=ONCE,
            subsidies_finding=ONCE,
            subsidies_word=ONCE,
        ),
    ]
