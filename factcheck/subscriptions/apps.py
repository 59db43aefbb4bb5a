"""App configuration."""

from django.apps import AppConfig


class SubscriptionsConfig(AppConfig):
    name = "factcheck.subscriptions"
    label = "subscriptions"
    verbose_name = "Subscriptions"
