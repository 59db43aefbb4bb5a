"""The day under which something is found in the search is one of the newsroom's clock (TIME_ZONE), as on its page."""

from importlib import import_module

from django.db import migrations

search = import_module("factcheck.verdicts.migrations.0006_search")

DAY = """
CREATE FUNCTION verdicts_day(at timestamptz) RETURNS date LANGUAGE sql STABLE AS $$
    SELECT (at AT TIME ZONE coalesce(nullif(current_setting('factcheck.zone', true), ''), 'UTC'))::date
$$;
"""
BEFORE = (search.CLAIMS + search.VERDICTS).replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
AFTER = BEFORE.replace("a.published_at::date", "verdicts_day(a.published_at)").replace(
    "w.published_at::date", "verdicts_day(w.published_at)"
)


class Migration(migrations.Migration):
    dependencies = [("verdicts", "0010_bundles_stay")]

    operations = [migrations.RunSQL(DAY + AFTER, BEFORE + "DROP FUNCTION verdicts_day(timestamptz);")]
