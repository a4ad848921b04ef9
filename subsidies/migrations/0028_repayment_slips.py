"""The bank slips by which a unit says that it has repaid, never deleted; an entry may rest on one."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from workshops.records.stays import NEVER_DELETED, stays


class Migration(migrations.Migration):

    dependencies = [
        ('subsidies', '0027_looked_at'),
        ('workshops', '0030_titles_by_day'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Slip',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount_fen', models.BigIntegerField(verbose_name='回单金额')),
                ('sent_on', models.DateField(verbose_name='付款日期')),
                ('reported_at', models.DateTimeField(verbose_name='上报时间')),
                ('ended_on', models.DateField(null=True, verbose_name='撤下日期')),
                ('ended_why', models.CharField(blank=True, max_length=300, verbose_name='撤下的理由')),
                ('by_finance', models.BooleanField(default=False, verbose_name='财务退回')),
                ('clawback', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='slips', to='subsidies.clawback', verbose_name='追回')),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='撤下人')),
                ('proof', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workshops.attachment', verbose_name='银行回单')),
                ('reported_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='上报人')),
            ],
            options={
                'verbose_name': '退还回单',
                'verbose_name_plural': '退还回单',
            },
        ),
        migrations.AddField(
            model_name='repayment',
            name='slip',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='repayments', to='subsidies.slip', verbose_name='退还回单'),
        ),
        migrations.AddConstraint(
            model_name='slip',
            constraint=models.CheckConstraint(condition=models.Q(('amount_fen__gt', 0)), name='slips_are_positive'),
        ),
        migrations.AddConstraint(
            model_name='slip',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_by', None), ('ended_on', None)), models.Q(('ended_on__isnull', False), models.Q(('ended_why', ''), _negated=True)), _connector='OR'), name='a_slip_taken_out_says_why'),
        ),
        migrations.AddConstraint(
            model_name='slip',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('clawback', 'sent_on', 'amount_fen'), name='a_slip_is_handed_in_once'),
        ),
        stays(subsidies_slip=NEVER_DELETED),
    ]
