from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workshops", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="criterion",
            name="is_example",
            field=models.BooleanField(default=False, editable=False, verbose_name="示例"),
        ),
    ]
