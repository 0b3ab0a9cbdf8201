from django.urls import path

from ruamphon.people.keys import door_views, own_views

urlpatterns = [
    path("sign-in/second-step/", door_views.second_step, name="second-step"),
    path("sign-in/passkey/options/", door_views.passkey_options, name="passkey-options"),
    path("sign-in/passkey/", door_views.passkey_sign_in, name="passkey-sign-in"),
    path("sign-in/line/", door_views.line_start, name="line-start"),
    path("sign-in/line/back/", door_views.line_back, name="line-back"),
    path("account/security/", own_views.security, name="security"),
    path("account/prove/", own_views.prove, name="prove"),
    path("account/app/", own_views.totp_new, name="totp-new"),
    path("account/app/remove/", own_views.totp_remove, name="totp-remove"),
    path("account/recovery-codes/", own_views.recovery_codes, name="recovery-codes"),
    path("account/recovery-codes/new/", own_views.recovery_codes_new, name="recovery-codes-new"),
    path("account/passkeys/new/", own_views.passkey_new, name="passkey-new"),
    path("account/passkeys/new/options/", own_views.passkey_new_options, name="passkey-new-options"),
    path("account/passkeys/<int:pk>/", own_views.passkey_edit, name="passkey-edit"),
    path("account/passkeys/<int:pk>/remove/", own_views.passkey_remove, name="passkey-remove"),
    path("account/line/", door_views.line_link, name="line-link"),
    path("account/line/unlink/", own_views.line_unlink, name="line-unlink"),
    path("account/devices/", own_views.sessions, name="sessions"),
    path("account/devices/end/", own_views.sessions_end, name="sessions-end"),
    path("account/devices/<int:pk>/end/", own_views.session_end, name="session-end"),
    path("account/history/", own_views.account_history, name="account-history"),
]
