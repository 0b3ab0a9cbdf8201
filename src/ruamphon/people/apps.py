from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "ruamphon.people"
    label = "people"

    def ready(self):
        from ruamphon.people.keys import sessions  # noqa: PLC0415 — tables are there only now

        sessions.listen()
