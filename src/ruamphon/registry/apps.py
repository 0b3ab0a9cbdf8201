from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "ruamphon.registry"
    label = "registry"
