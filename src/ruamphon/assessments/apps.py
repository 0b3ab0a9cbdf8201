from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "ruamphon.assessments"
    label = "assessments"
