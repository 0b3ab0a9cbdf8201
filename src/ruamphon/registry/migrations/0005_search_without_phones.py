"""A person's search key no longer holds the phone number: it has a column of its own in the search index."""

from django.db import migrations

from ruamphon.core.thai_text import search_key


def refresh(apps, schema_editor):
    people = apps.get_model("people", "Person").objects
    for pk, *words in people.exclude(phone="").values_list("pk", "name_th", "name_en", "nickname").iterator():
        people.filter(pk=pk).update(search_text=" ".join(search_key(each) for each in words if each))


class Migration(migrations.Migration):
    dependencies = [('registry', '0004_bin'), ('people', '0001_initial')]
    operations = [migrations.RunPython(refresh, migrations.RunPython.noop)]
