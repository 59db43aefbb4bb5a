"""Plans of what is read before an assessment is saved are made once, not for each saving: that took longer than reading.
A plan of the time when the tables were empty must not read all of them later."""

from django.db import migrations

TO = "ALTER FUNCTION reviews_before_saving(bigint)"


class Migration(migrations.Migration):

    dependencies = [
        ('reviews', '0009_verdict_openings'),
    ]

    operations = [
        migrations.RunSQL(
            f"{TO} SET plan_cache_mode TO 'force_generic_plan'; {TO} SET enable_seqscan TO off",
            f"{TO} RESET plan_cache_mode; {TO} RESET enable_seqscan",
        ),
    ]
