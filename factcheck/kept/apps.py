"""App configuration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class KeptConfig(AppConfig):
    name = "factcheck.kept"
    label = "kept"
    verbose_name = "Kept pages"

    def ready(self) -> None:
        from factcheck.kept import installing

        post_migrate.connect(installing.after_migrating, sender=self, dispatch_uid="kept")
