"""App configuration."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "factcheck.notices"
    label = "notices"
    verbose_name = "Notices"
