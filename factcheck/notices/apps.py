"""App configuration."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "factcheck.notices"
    label = "notices"
    verbose_name = "Notices"

    def ready(self) -> None:
        from factcheck.accounts import leaving
        from factcheck.notices.actions import mailing

        leaving.when_somebody_leaves(mailing.take_back)
