"""Vouchers and what they rest on are written once; books are never deleted; charts are laid in."""

from django.db import migrations

from subsidies.books.published import lay

ONCE = ("chart", "chartaccount", "postingrule", "closing", "voucher", "voucherline")
KEPT = ("book", "draft")
GUARDS = [(name, act) for name in ONCE for act in ("UPDATE", "DELETE")]
GUARDS += [(name, "DELETE") for name in KEPT]


def guard(apps, schema_editor):
    postgres = schema_editor.connection.vendor == "postgresql"
    for name, act in GUARDS:
        table = f"subsidies_{name}"
        refusal = f"written once: rows of {table} are neither changed nor deleted"
        refuse = f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
        if postgres:
            refuse = "FOR EACH ROW EXECUTE FUNCTION workshops_written_once()"
        trigger = f"{table}_no_{act.lower()}"
        schema_editor.execute(
            f"CREATE TRIGGER {trigger} BEFORE {act} ON {table} {refuse}", params=None
        )


def unguard(apps, schema_editor):
    for name, act in GUARDS:
        on = f" ON subsidies_{name}" if schema_editor.connection.vendor == "postgresql" else ""
        schema_editor.execute(f"DROP TRIGGER IF EXISTS subsidies_{name}_no_{act.lower()}{on}")


def load(apps, schema_editor):
    lay(apps.get_model("subsidies", "Chart"), apps.get_model("subsidies", "ChartAccount"))


class Migration(migrations.Migration):
    dependencies = [("subsidies", "0012_double_entry")]

    operations = [
        migrations.RunPython(load, migrations.RunPython.noop),
        migrations.RunPython(guard, unguard),
    ]
