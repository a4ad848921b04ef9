"""What is claimed back and what came back is never deleted."""

from django.db import migrations

from workshops.records.stays import NEVER_DELETED, stays


class Migration(migrations.Migration):
    dependencies = [("subsidies", "0018_recovery")]

    operations = [
        stays(
            subsidies_clawback=NEVER_DELETED,
            subsidies_repayment=NEVER_DELETED,
        ),
    ]
