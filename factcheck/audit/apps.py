"""App configuration."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    name = "factcheck.audit"
    label = "audit"
    verbose_name = "Audit"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from factcheck.audit import context, installing

        connection_created.connect(context.watch, dispatch_uid="audit")
        user_logged_in.connect(context.signed_in, dispatch_uid="audit")
        post_migrate.connect(installing.after_migrating, sender=self, dispatch_uid="audit")
