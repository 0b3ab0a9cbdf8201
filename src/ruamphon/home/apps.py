from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "ruamphon.home"
    label = "home"
