from django.apps import AppConfig

from ruamphon.core.doors import open_door
from ruamphon.costing import history_words as ours
from ruamphon.people import history_words as told


class CostingConfig(AppConfig):
    name = "ruamphon.costing"
    label = "costing"

    def ready(self):
        told.ACTIONS.update(ours.ACTIONS)
        told.FIELDS.update(ours.FIELDS)
        told.TABLES.update(ours.TABLES)
        from ruamphon.costing.doors import (  # noqa: PLC0415 — models are ready only now
            to_costs,
            to_shared,
            to_sheet_version,
        )

        open_door("enterprise", to_costs)
        open_door("deliverable", to_sheet_version)
        open_door("person", to_shared)
