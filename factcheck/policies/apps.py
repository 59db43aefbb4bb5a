"""App configuration."""

from django.apps import AppConfig


class PoliciesConfig(AppConfig):
    name = "factcheck.policies"
    label = "policies"
    verbose_name = "Policies"
