"""Plans of what is read before an assessment is saved are made once, not for each saving: that took longer than reading."""

from django.db import migrations

FUNCTION = "ALTER FUNCTION reviews_before_saving(bigint)"


class Migration(migrations.Migration):

    dependencies = [
        ('reviews', '0009_verdict_openings'),
    ]

    operations = [
        migrations.RunSQL(f"{FUNCTION} SET plan_cache_mode TO 'force_generic_plan'", f"{FUNCTION} RESET plan_cache_mode"),
    ]
