"""The table of the cache that all processes share. It holds how often somebody tried to sign in and which codes were
used, nothing that a crash may not forget: so it is not logged."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("accounts", "0002_invitations_and_rules")]
    operations: ClassVar[list[migrations.RunSQL]] = [
        migrations.RunSQL(
            [
                "CREATE UNLOGGED TABLE django_cache (cache_key varchar(255) PRIMARY KEY, value text NOT NULL,"
                " expires timestamp with time zone NOT NULL)",
                "CREATE INDEX django_cache_expires ON django_cache (expires)",
            ],
            "DROP TABLE django_cache",
        )
    ]
