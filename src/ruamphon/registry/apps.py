from django.apps import AppConfig

from ruamphon.people import history_words as told
from ruamphon.registry import history_words as ours


class RegistryConfig(AppConfig):
    name = "ruamphon.registry"
    label = "registry"

    def ready(self):
        told.ACTIONS.update(ours.ACTIONS)
        told.FIELDS.update(ours.FIELDS)
