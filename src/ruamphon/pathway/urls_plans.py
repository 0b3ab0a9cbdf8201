from django.urls import path

from ruamphon.pathway.views import plans

urlpatterns = [
    path("enrolments/<int:pk>/plan/", plans.plan, name="plan"),
    path("enrolments/<int:pk>/plan/edit/", plans.plan_edit, name="plan-edit"),
    path("plan-versions/<int:pk>/", plans.plan_version, name="plan-version"),
    path("plan-versions/<int:pk>/agree/", plans.plan_agree, name="plan-agree"),
    path("plan-versions/<int:pk>/approve/", plans.plan_approve, name="plan-approve"),
    path("plan-versions/<int:pk>/return/", plans.plan_return, name="plan-return"),
    path("plan-versions/<int:pk>/print/", plans.plan_print, name="plan-print"),
    path("plan-versions/<int:pk>/history/", plans.plan_history, name="plan-history"),
]
