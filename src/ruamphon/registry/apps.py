from django.apps import AppConfig
from django.db.models.signals import post_migrate

from ruamphon.people import history_words as told
from ruamphon.registry import history_words as ours


class RegistryConfig(AppConfig):
    name = "ruamphon.registry"
    label = "registry"

    def ready(self):
        told.ACTIONS.update(ours.ACTIONS)
        told.FIELDS.update(ours.FIELDS)
        told.TABLES.update(ours.TABLES)
        from ruamphon.registry.search_index import install  # noqa: PLC0415 — models are ready only now

        post_migrate.connect(install, sender=self)
