"""Batches, their rows and what was begun on them are never deleted."""

from django.db import migrations

from workshops.records.stays import NEVER_DELETED, stays


class Migration(migrations.Migration):
    dependencies = [("subsidies", "0010_batches")]

    operations = [
        stays(
            subsidies_batch=NEVER_DELETED,
            subsidies_batchrow=NEVER_DELETED,
            subsidies_batchrun=NEVER_DELETED,
        ),
    ]
