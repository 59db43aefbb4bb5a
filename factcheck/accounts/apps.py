"""App configuration."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "factcheck.accounts"
    label = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        from factcheck.accounts import permissions

        permissions.register()
