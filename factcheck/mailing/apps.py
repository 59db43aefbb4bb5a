"""App configuration."""

from django.apps import AppConfig


class MailingConfig(AppConfig):
    name = "factcheck.mailing"
    label = "mailing"
    verbose_name = "Mailing"
