"""Both assessments stand on the page of a verdict: what they say never changes once it is published, whoever asks."""

from django.db import migrations

SQL = """
CREATE FUNCTION assessment_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    assessed bigint := CASE WHEN TG_TABLE_NAME = 'reviews_assessment' THEN OLD.id
                            ELSE (to_jsonb(OLD) ->> 'assessment_id')::bigint END;
BEGIN
    IF EXISTS (
        SELECT 1 FROM reviews_assessment s
        JOIN reviews_assignment a ON a.id = s.assignment_id
        JOIN verdicts_verdictversion w ON w.review_id = a.review_id AND w.published_at IS NOT NULL
        WHERE s.id = assessed
    ) THEN
        RAISE EXCEPTION 'an assessment that a published verdict shows never changes'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'assessment_stays';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER assessment_stays BEFORE UPDATE OF accuracy, framing, rationale OR DELETE ON reviews_assessment
    FOR EACH ROW EXECUTE FUNCTION assessment_stays();
CREATE TRIGGER assessment_stays BEFORE UPDATE OR DELETE ON reviews_flaganswer
    FOR EACH ROW EXECUTE FUNCTION assessment_stays();
CREATE TRIGGER assessment_stays BEFORE UPDATE OR DELETE ON reviews_evidenceitem
    FOR EACH ROW EXECUTE FUNCTION assessment_stays();
"""
BACK = """
DROP TRIGGER assessment_stays ON reviews_evidenceitem;
DROP TRIGGER assessment_stays ON reviews_flaganswer;
DROP TRIGGER assessment_stays ON reviews_assessment;
DROP FUNCTION assessment_stays();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("verdicts", "0011_days_of_the_newsroom"),
        ("reviews", "0012_saved_by_a_function"),
    ]
    operations = [migrations.RunSQL(SQL, BACK)]
