from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "ruamphon.demo"
    label = "demo"

    def ready(self):
        from ruamphon.demo.doors import offer  # noqa: PLC0415 — tables are there only now
        from ruamphon.people.ways_in import add_way_in  # noqa: PLC0415 — as above

        add_way_in("demo/_ways_in.html", offer)
