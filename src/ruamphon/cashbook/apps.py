from django.apps import AppConfig

from ruamphon.cashbook import history_words as ours
from ruamphon.people import history_words as told


class CashbookConfig(AppConfig):
    name = "ruamphon.cashbook"
    label = "cashbook"

    def ready(self):
        told.ACTIONS.update(ours.ACTIONS)
        told.FIELDS.update(ours.FIELDS)
        told.TABLES.update(ours.TABLES)
