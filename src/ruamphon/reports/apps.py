from django.apps import AppConfig

from ruamphon.core.doors import open_door
from ruamphon.people import history_words as told
from ruamphon.reports import history_words as ours


class ReportsConfig(AppConfig):
    name = "ruamphon.reports"
    label = "reports"

    def ready(self):
        told.ACTIONS.update(ours.ACTIONS)
        told.FIELDS.update(ours.FIELDS)
        told.TABLES.update(ours.TABLES)
        from ruamphon.reports.doors import to_packs, to_stage_packs  # noqa: PLC0415 — models are ready only now

        open_door("enrolment", to_packs)
        open_door("gate", to_stage_packs)
