
import workshops.unions.models
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workshops', '0014_trials'),
    ]

    operations = [
        migrations.AlterField(
            model_name='tradeunion',
            name='kind',
            field=models.CharField(choices=workshops.unions.models.union_kinds, max_length=24, verbose_name='工会类别'),
        ),
    ]
