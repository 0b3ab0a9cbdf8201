from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "ruamphon.people"
    label = "people"
