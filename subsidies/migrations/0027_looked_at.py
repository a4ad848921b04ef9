"""Conclusions of samples, and when exceptions were looked at; written once."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from workshops.records.stays import ONCE, stays


class Migration(migrations.Migration):

    dependencies = [
        ('subsidies', '0026_findings_of_vouchers'),
        ('workshops', '0030_titles_by_day'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Conclusion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=1000, verbose_name='抽查结论')),
                ('concluded_on', models.DateField(verbose_name='日期')),
                ('at', models.DateTimeField(verbose_name='填写时间')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='填写人')),
                ('sample', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='conclusion', to='subsidies.sample', verbose_name='审计抽查')),
            ],
            options={
                'verbose_name': '抽查结论',
                'verbose_name_plural': '抽查结论',
            },
        ),
        migrations.CreateModel(
            name='Look',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('at', models.DateTimeField(verbose_name='查看时间')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='查看人')),
                ('union', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='looks', to='workshops.tradeunion', verbose_name='审计的工会')),
            ],
            options={
                'verbose_name': '查看例外',
                'verbose_name_plural': '查看例外',
            },
        ),
        stays(subsidies_conclusion=ONCE, subsidies_look=ONCE),
    ]
