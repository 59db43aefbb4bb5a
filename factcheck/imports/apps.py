from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "factcheck.imports"
    label = "imports"
