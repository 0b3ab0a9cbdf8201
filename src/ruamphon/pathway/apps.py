from django.apps import AppConfig


class PathwayConfig(AppConfig):
    name = "ruamphon.pathway"
    label = "pathway"
