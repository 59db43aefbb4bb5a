"""Addresses under accounts/: signing in and out, passwords, second factors. Names are those that allauth looks for."""

from allauth.account import views
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.contrib.auth.decorators import login_not_required
from django.urls import path, re_path
from django.views.decorators.cache import never_cache

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("signup/", views.signup, name="account_signup"),  # answers that sign-up is closed
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/set/", views.password_set, name="account_set_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("password/reset/key/done/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("factors/", never_cache(factors.index), name="mfa_index"),
    path("factors/confirm/", factors.authenticate, name="mfa_authenticate"),
    path("factors/again/", never_cache(factors.reauthenticate), name="mfa_reauthenticate"),
    path("factors/app/add/", never_cache(totp.activate_totp), name="mfa_activate_totp"),
    path("factors/app/remove/", never_cache(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("factors/codes/", never_cache(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("factors/codes/new/", never_cache(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("factors/codes/download/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("factors/passkeys/", never_cache(passkeys.list_webauthn), name="mfa_list_webauthn"),
    path("factors/passkeys/add/", never_cache(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("factors/passkeys/again/", never_cache(passkeys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("factors/passkeys/<int:pk>/remove/", never_cache(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
    path("factors/passkeys/<int:pk>/name/", never_cache(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
    path("login/passkey/", login_not_required(never_cache(passkeys.login_webauthn)), name="mfa_login_webauthn"),
]
