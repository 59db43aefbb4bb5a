"""A wording of a policy never changes and never goes, whoever asks."""

from django.db import migrations

SQL = """
CREATE FUNCTION policy_version_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a wording of a policy never changes; the next version takes its place'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'policy_version_stays';
END $$;
CREATE TRIGGER policy_version_stays BEFORE UPDATE OR DELETE ON policies_policyversion
    FOR EACH ROW EXECUTE FUNCTION policy_version_stays();
"""
BACK = """
DROP TRIGGER policy_version_stays ON policies_policyversion;
DROP FUNCTION policy_version_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("policies", "0001_initial")]
    operations = [migrations.RunSQL(SQL, BACK)]
