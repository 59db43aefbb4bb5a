"""The database's own guard over `VoteEvent.is_reconciled`.

1. The flag cannot be set on an event whose declared counts contradict its roll call.
2. When a row of a roll call is added, changed or deleted, the flag of its event falls: whoever changes votes has to
   compare again. Both work by statement, so a bulk import pays once.
"""

from django.db import migrations

SQL = """
CREATE FUNCTION record_vote_event_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    listed record;
BEGIN
    SELECT count(*) AS members,
           count(*) FILTER (WHERE option = 'yes') AS yes,
           count(*) FILTER (WHERE option = 'no') AS no,
           count(*) FILTER (WHERE option = 'abstain') AS abstain,
           count(*) FILTER (WHERE option = 'absent') AS absent
      INTO listed FROM record_vote WHERE event_id = NEW.id;
    IF listed.yes > NEW.yes_count OR listed.no > NEW.no_count
       OR listed.abstain > NEW.abstain_count OR listed.absent > NEW.absent_count
       OR (NEW.has_full_roll AND (
           listed.yes < NEW.yes_count OR listed.no < NEW.no_count
           OR listed.abstain < NEW.abstain_count OR listed.absent < NEW.absent_count
           OR listed.members <> NEW.members_count)) THEN
        RAISE EXCEPTION 'vote event %: counts and roll call do not agree', NEW.key
            USING ERRCODE = 'check_violation', CONSTRAINT = 'vote_event_reconciled_adds_up';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER vote_event_adds_up BEFORE INSERT OR UPDATE ON record_voteevent
    FOR EACH ROW WHEN (NEW.is_reconciled) EXECUTE FUNCTION record_vote_event_adds_up();

CREATE FUNCTION record_roll_call_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE record_voteevent
       SET is_reconciled = false, unreconciled_reason = 'the roll call changed after it was compared with the counts'
     WHERE is_reconciled AND id IN (SELECT event_id FROM changed);
    RETURN NULL;
END $$;

CREATE FUNCTION record_roll_call_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE record_voteevent
       SET is_reconciled = false, unreconciled_reason = 'the roll call changed after it was compared with the counts'
     WHERE is_reconciled AND id IN (SELECT event_id FROM changed UNION SELECT event_id FROM was);
    RETURN NULL;
END $$;

CREATE TRIGGER vote_added AFTER INSERT ON record_vote REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION record_roll_call_changed();
CREATE TRIGGER vote_deleted AFTER DELETE ON record_vote REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION record_roll_call_changed();
CREATE TRIGGER vote_changed AFTER UPDATE ON record_vote REFERENCING OLD TABLE AS was NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION record_roll_call_moved();
"""

REVERSE = """
DROP TRIGGER vote_added ON record_vote;
DROP TRIGGER vote_deleted ON record_vote;
DROP TRIGGER vote_changed ON record_vote;
DROP TRIGGER vote_event_adds_up ON record_voteevent;
DROP FUNCTION record_roll_call_changed();
DROP FUNCTION record_roll_call_moved();
DROP FUNCTION record_vote_event_adds_up();
"""


class Migration(migrations.Migration):
    dependencies = [("record", "0001_initial")]
    operations = [migrations.RunSQL(SQL, REVERSE)]
