"""App configuration."""

from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "factcheck.record"
    label = "record"
    verbose_name = "Record"
