"""Where accounts clear to at the end of a year; a year is cleared once."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from workshops.records.stays import ONCE, stays


class Migration(migrations.Migration):

    dependencies = [
        ('subsidies', '0024_invoices_by_number'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ClearingRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField(verbose_name='设置时间')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='subsidies.chartaccount', verbose_name='收入、支出科目')),
                ('book', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clearings', to='subsidies.book', verbose_name='账套')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='设置人')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='subsidies.chartaccount', verbose_name='年末转入科目')),
            ],
            options={
                'verbose_name': '结转规则',
                'verbose_name_plural': '结转规则',
            },
        ),
        migrations.AddField(
            model_name='chartaccount',
            name='clears_to',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='subsidies.chartaccount', verbose_name='年末转入科目'),
        ),
        migrations.AlterField(
            model_name='draft',
            name='source',
            field=models.CharField(choices=[('movement', '收支'), ('opening', '期初余额'), ('manual', '手工'), ('reversal', '红字冲销'), ('year_end', '年终结转')], max_length=10, verbose_name='凭证来源'),
        ),
        migrations.AlterField(
            model_name='voucher',
            name='source',
            field=models.CharField(choices=[('movement', '收支'), ('opening', '期初余额'), ('manual', '手工'), ('reversal', '红字冲销'), ('year_end', '年终结转')], max_length=10, verbose_name='凭证来源'),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.UniqueConstraint(condition=models.Q(('decided_at', None), ('source', 'year_end')), fields=('book',), name='one_year_end_waits_for_review'),
        ),
        migrations.AddConstraint(
            model_name='voucher',
            constraint=models.UniqueConstraint(condition=models.Q(('source', 'year_end')), fields=('book', 'month', 'turn'), name='a_year_is_cleared_once'),
        ),
        stays(subsidies_clearingrule=ONCE),
    ]
