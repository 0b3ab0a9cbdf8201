"""Rules as data and the stall alarm."""

from django.urls import path

from ruamphon.pathway.views import rule_sets as rule_views
from ruamphon.pathway.views import stalls as stall_views

patterns = [
    path("programmes/<int:pk>/rules/", rule_views.programme_rules, name="programme-rules"),
    path("programmes/<int:pk>/rules/edit/", rule_views.rules_edit, name="rules-edit"),
    path("rule-sets/<int:pk>/", rule_views.rule_set, name="rule-set"),
    path("rule-sets/<int:pk>/history/", rule_views.rule_set_history, name="rule-set-history"),
    path("enrolments/<int:pk>/rules/", rule_views.rules_fired, name="rules-fired"),
    path("programmes/<int:pk>/stalls/", stall_views.programme_stalls, name="programme-stalls"),
    path("cohorts/<int:pk>/stalls/", stall_views.cohort_stalls, name="cohort-stalls"),
]
