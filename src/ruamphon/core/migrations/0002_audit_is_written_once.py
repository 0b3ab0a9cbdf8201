"""Triggers that refuse UPDATE and DELETE of audit rows, on both databases."""

from django.db import migrations

SQLITE = [
    """CREATE TRIGGER audit_no_{lower} BEFORE {verb} ON core_auditentry
       BEGIN SELECT RAISE(ABORT, 'audit rows are written once'); END""".format(verb=verb, lower=verb.lower())
    for verb in ("UPDATE", "DELETE")
]
POSTGRESQL = [
    """CREATE FUNCTION audit_is_written_once() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'audit rows are written once'; END $$""",
    """CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON core_auditentry
       FOR EACH ROW EXECUTE FUNCTION audit_is_written_once()""",
]


def add(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER audit_no_change ON core_auditentry")
        schema_editor.execute("DROP FUNCTION audit_is_written_once()")
    else:
        for verb in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER audit_no_{verb}")


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [migrations.RunPython(add, drop)]
