from django.apps import AppConfig


class ShowcaseConfig(AppConfig):
    name = "ruamphon.showcase"
    label = "showcase"
