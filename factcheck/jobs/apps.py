from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "factcheck.jobs"
    label = "jobs"
