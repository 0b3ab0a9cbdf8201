from django import forms
from django.apps import AppConfig
from django.utils.translation import get_language

from ruamphon.core.labels import both
from ruamphon.core.text import follow_language


class CoreConfig(AppConfig):
    name = "ruamphon.core"
    label = "core"

    def ready(self):
        follow_language(get_language)
        forms.Field.default_error_messages["required"] = both("กรอกช่องนี้ด้วย", "Please fill this in.")
