from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "ruamphon.programmes"
    label = "programmes"
