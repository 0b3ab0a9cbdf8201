from django.urls import path

from ruamphon.pathway import urls_rules, views

app_name = "pathway"
urlpatterns = [
    path("enrolments/<int:pk>/roadmap/", views.roadmap, name="roadmap"),
    path("enrolments/<int:pk>/roadmap/share/", views.roadmap_share, name="roadmap-share"),
    path("enrolments/<int:pk>/evidence/<slug:code>/new/", views.evidence_new, name="evidence-new"),
    path("enrolments/<int:pk>/sign-off/<slug:code>/new/", views.sign_off_new, name="sign-off-new"),
    path("enrolments/<int:pk>/gates/propose/", views.gate_propose, name="gate-propose"),
    # evidence
    path("evidence/<int:pk>/", views.evidence, name="evidence"),
    path("evidence/<int:pk>/review/", views.evidence_review, name="evidence-review"),
    path("evidence/<int:pk>/revise/", views.evidence_revise, name="evidence-revise"),
    path("evidence/<int:pk>/withdraw/", views.evidence_withdraw, name="evidence-withdraw"),
    path("evidence/<int:pk>/history/", views.evidence_history, name="evidence-history"),
    path("evidence/files/<int:pk>/", views.evidence_file, name="evidence-file"),
    # sign-offs
    path("sign-offs/<int:pk>/", views.sign_off, name="sign-off"),
    path("sign-offs/<int:pk>/withdraw/", views.sign_off_withdraw, name="sign-off-withdraw"),
    path("sign-offs/<int:pk>/history/", views.sign_off_history, name="sign-off-history"),
    # gates
    path("gates/<int:pk>/", views.gate, name="gate"),
    path("gates/<int:pk>/decide/", views.gate_decide, name="gate-decide"),
    path("gates/<int:pk>/withdraw/", views.gate_withdraw, name="gate-withdraw"),
    path("gates/<int:pk>/reopen/", views.gate_reopen, name="gate-reopen"),
    path("gates/<int:pk>/minutes/", views.gate_minutes, name="gate-minutes"),
    path("gates/<int:pk>/history/", views.gate_history, name="gate-history"),
    # playbooks
    path("playbooks/<int:pk>/", views.playbook, name="playbook"),
    path("playbooks/<int:pk>/publish/", views.playbook_publish, name="playbook-publish"),
    path("playbooks/<int:pk>/history/", views.playbook_history, name="playbook-history"),
    path("programmes/<int:pk>/playbooks/import/", views.playbook_import, name="playbook-import"),
    path("cohorts/<int:pk>/playbook/", views.playbook_move, name="playbook-move"),
    *urls_rules.patterns,
]
