"""A payee account is put down by one and confirmed by another; when it is in use is computed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import TruncDate


def carry_over(apps, schema_editor):
    """Every account there is was used from the day it was put down; the last one still is."""
    day = TruncDate("recorded_at")
    apps.get_model("subsidies", "Account").objects.update(confirmed_on=day, effective_on=day)


class Migration(migrations.Migration):

    dependencies = [
        ('subsidies', '0019_recovery_stays'),
        ('workshops', '0028_campaigns'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='account',
            name='confirmed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='确认人'),
        ),
        migrations.AddField(
            model_name='account',
            name='confirmed_on',
            field=models.DateField(null=True, verbose_name='确认日期'),
        ),
        migrations.AddField(
            model_name='account',
            name='effective_on',
            field=models.DateField(null=True, verbose_name='生效日期'),
        ),
        migrations.AddField(
            model_name='account',
            name='withdrawn_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='撤回人'),
        ),
        migrations.AddField(
            model_name='account',
            name='withdrawn_on',
            field=models.DateField(null=True, verbose_name='撤回日期'),
        ),
        migrations.AddField(
            model_name='account',
            name='withdrawn_why',
            field=models.CharField(blank=True, max_length=300, verbose_name='撤回理由'),
        ),
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.RemoveConstraint(
            model_name='account',
            name='one_account_in_use',
        ),
        migrations.RemoveField(
            model_name='account',
            name='in_use',
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.CheckConstraint(condition=models.Q(('confirmed_by', None), models.Q(('confirmed_by', models.F('recorded_by')), _negated=True), _connector='OR'), name='two_people_vouch_for_an_account', violation_error_message='登记人和确认人不能是同一人。'),
        ),
    ]
