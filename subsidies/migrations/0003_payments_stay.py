"""The database itself refuses to delete a payment, turned back or not."""

from django.db import migrations

TABLE, NAME = "subsidies_payment", "subsidies_payment_no_delete"
SQLITE = (
    f"CREATE TRIGGER {NAME} BEFORE DELETE ON {TABLE} "
    "BEGIN SELECT RAISE(ABORT, 'payments are never deleted'); END"
)
POSTGRES = (
    "CREATE OR REPLACE FUNCTION subsidies_kept() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'payments are never deleted' "
    "USING ERRCODE = 'integrity_constraint_violation'; END $$",
    f"CREATE TRIGGER {NAME} BEFORE DELETE ON {TABLE} FOR EACH ROW "
    "EXECUTE FUNCTION subsidies_kept()",
)


def guard(apps, schema_editor):
    wanted = {"sqlite": (SQLITE,), "postgresql": POSTGRES}[schema_editor.connection.vendor]
    for statement in wanted:
        schema_editor.execute(statement, params=None)


def unguard(apps, schema_editor):
    on = f" ON {TABLE}" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"DROP TRIGGER IF EXISTS {NAME}{on}")


class Migration(migrations.Migration):
    dependencies = [("subsidies", "0002_initial")]

    operations = [migrations.RunPython(guard, unguard)]
