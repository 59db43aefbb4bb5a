"""App configuration."""

from django.apps import AppConfig


class DemonstrationConfig(AppConfig):
    name = "factcheck.demonstration"
    label = "demonstration"
    verbose_name = "Demonstration"
