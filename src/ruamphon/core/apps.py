from django.apps import AppConfig
from django.utils.translation import get_language

from ruamphon.core.form_words import speak_both_languages
from ruamphon.core.text import follow_language


class CoreConfig(AppConfig):
    name = "ruamphon.core"
    label = "core"

    def ready(self):
        follow_language(get_language)
        speak_both_languages()
