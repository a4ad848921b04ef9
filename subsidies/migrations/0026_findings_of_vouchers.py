"""A finding may be about a voucher."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('subsidies', '0025_year_end'),
    ]

    operations = [
        migrations.AddField(
            model_name='finding',
            name='voucher',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='subsidies.voucher', verbose_name='记账凭证'),
        ),
    ]
