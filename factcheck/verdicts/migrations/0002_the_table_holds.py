"""What the database refuses by itself, whoever asks: ways that the workflow's table does not have, changes of a published
wording, of an address or of the history."""

from django.db import migrations

SQL = """
CREATE FUNCTION verdict_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.status <> 'draft' THEN
            RAISE EXCEPTION 'a verdict begins as a draft' USING ERRCODE = 'check_violation', CONSTRAINT = 'verdict_step';
        END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' THEN
        IF OLD.published_at IS NOT NULL THEN
            RAISE EXCEPTION 'a published verdict is withdrawn, never deleted'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'verdict_stays';
        END IF;
        RETURN OLD;
    END IF;
    IF NEW.slug <> OLD.slug OR NEW.claim_id <> OLD.claim_id THEN
        RAISE EXCEPTION 'the address and the claim of a verdict never change'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'verdict_address_stays';
    END IF;
    IF OLD.published_at IS NOT NULL AND NEW.published_at IS DISTINCT FROM OLD.published_at THEN
        RAISE EXCEPTION 'when a verdict was published first never changes'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'verdict_time_stays';
    END IF;
    IF NEW.status <> OLD.status AND NOT (OLD.status || '>' || NEW.status) = ANY (ARRAY[
        'approved>draft', 'approved>published', 'approved>scheduled', 'draft>approved', 'in_correction>needs_recheck',
        'in_correction>published', 'needs_recheck>in_correction', 'needs_recheck>published', 'needs_recheck>withdrawn',
        'published>in_correction', 'published>needs_recheck', 'published>withdrawn', 'scheduled>draft',
        'scheduled>published'
    ]) THEN
        RAISE EXCEPTION 'no step leads from % to %', OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'verdict_step';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER verdict_step BEFORE INSERT OR UPDATE OR DELETE ON verdicts_verdict
    FOR EACH ROW EXECUTE FUNCTION verdict_step();

CREATE FUNCTION verdict_version_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.published_at IS NOT NULL THEN
        RAISE EXCEPTION 'a published wording never changes; the next version takes its place'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'verdict_version_stays';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER verdict_version_stays BEFORE UPDATE OR DELETE ON verdicts_verdictversion
    FOR EACH ROW EXECUTE FUNCTION verdict_version_stays();

CREATE FUNCTION verdict_history_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the history of a verdict is added to, never changed'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'verdict_history_stays';
END $$;
CREATE TRIGGER verdict_history_stays BEFORE UPDATE OR DELETE ON verdicts_happening
    FOR EACH ROW EXECUTE FUNCTION verdict_history_stays();
"""
BACK = """
DROP TRIGGER verdict_history_stays ON verdicts_happening;
DROP FUNCTION verdict_history_stays();
DROP TRIGGER verdict_version_stays ON verdicts_verdictversion;
DROP FUNCTION verdict_version_stays();
DROP TRIGGER verdict_step ON verdicts_verdict;
DROP FUNCTION verdict_step();
"""


class Migration(migrations.Migration):
    dependencies = [("verdicts", "0001_initial")]
    operations = [migrations.RunSQL(SQL, BACK)]
