"""The bundle of a published wording and a settled correction never change, whoever asks."""

from django.db import migrations

SQL = """
CREATE FUNCTION verdict_bundle_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM verdicts_verdictversion WHERE id = OLD.version_id AND published_at IS NOT NULL) THEN
        RAISE EXCEPTION 'the bundle of a published wording never changes'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'verdict_bundle_stays';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER verdict_bundle_stays BEFORE UPDATE OR DELETE ON verdicts_verdictbundle
    FOR EACH ROW EXECUTE FUNCTION verdict_bundle_stays();

CREATE FUNCTION correction_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.outcome <> '' THEN
        RAISE EXCEPTION 'a settled correction never changes; the next one takes its place'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'correction_stays';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER correction_stays BEFORE UPDATE OR DELETE ON verdicts_correction
    FOR EACH ROW EXECUTE FUNCTION correction_stays();
"""
BACK = """
DROP TRIGGER correction_stays ON verdicts_correction;
DROP FUNCTION correction_stays();
DROP TRIGGER verdict_bundle_stays ON verdicts_verdictbundle;
DROP FUNCTION verdict_bundle_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("verdicts", "0009_topics")]
    operations = [migrations.RunSQL(SQL, BACK)]
