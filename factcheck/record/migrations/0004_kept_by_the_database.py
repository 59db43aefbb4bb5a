"""What the database keeps by itself, whoever writes.

1. `record_rollcall` holds the votes of each event in one text, equal to the rows of `record_vote`. By statement, so a
   bulk import pays once.
2. `record_rowversion` gets every row of the record as it was before a change or removal, its source included.
"""

from django.db import migrations

LETTER = "CASE v.option WHEN 'yes' THEN 'y' WHEN 'no' THEN 'n' WHEN 'abstain' THEN 'a' ELSE 'x' END"
PACK = f"""
    INSERT INTO record_rollcall (event_id, packed)
    SELECT v.event_id, string_agg(o.code || '=' || {LETTER}, ' ' ORDER BY o.code COLLATE "C")
      FROM record_vote v JOIN record_organization o ON o.id = v.organization_id
     WHERE TRUE %s GROUP BY v.event_id
        ON CONFLICT (event_id) DO UPDATE SET packed = EXCLUDED.packed
"""
ROWS = ("motion", "voteevent", "sponsorship", "paragraph", "intendedvote", "statistic", "statement", "reading")
DERIVED = "'{is_reconciled,unreconciled_reason,agreed,differed}'::text[]"


def packing(name: str, events: str) -> str:
    return f"""
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM record_rollcall r WHERE r.event_id IN ({events})
       AND NOT EXISTS (SELECT FROM record_vote v WHERE v.event_id = r.event_id);
    {PACK % f"AND v.event_id IN ({events})"};
    RETURN NULL;
END $$;
"""


SQL = f"""
{packing("record_roll_call_packed", "SELECT event_id FROM changed")}
{packing("record_roll_call_repacked", "SELECT event_id FROM changed UNION SELECT event_id FROM was")}
CREATE TRIGGER vote_added_packed AFTER INSERT ON record_vote REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION record_roll_call_packed();
CREATE TRIGGER vote_deleted_packed AFTER DELETE ON record_vote REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION record_roll_call_packed();
CREATE TRIGGER vote_changed_packed AFTER UPDATE ON record_vote REFERENCING OLD TABLE AS was NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION record_roll_call_repacked();

CREATE FUNCTION record_votes_keep_versions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO record_rowversion ("table", "row", was, replaced_at)
    SELECT TG_TABLE_NAME, was.id, to_jsonb(was), clock_timestamp() FROM was;
    RETURN NULL;
END $$;
CREATE TRIGGER vote_changed_kept AFTER UPDATE ON record_vote REFERENCING OLD TABLE AS was
    FOR EACH STATEMENT EXECUTE FUNCTION record_votes_keep_versions();
CREATE TRIGGER vote_deleted_kept AFTER DELETE ON record_vote REFERENCING OLD TABLE AS was
    FOR EACH STATEMENT EXECUTE FUNCTION record_votes_keep_versions();

CREATE FUNCTION record_row_keeps_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - {DERIVED} = to_jsonb(NEW) - {DERIVED} THEN
        RETURN NULL;
    END IF;
    INSERT INTO record_rowversion ("table", "row", was, replaced_at)
    VALUES (TG_TABLE_NAME, OLD.id, to_jsonb(OLD), clock_timestamp());
    RETURN NULL;
END $$;
""" + "".join(
    f"CREATE TRIGGER {name}_kept AFTER UPDATE OR DELETE ON record_{name} "
    "FOR EACH ROW EXECUTE FUNCTION record_row_keeps_version();\n"
    for name in ROWS
)

REVERSE = (
    "".join(f"DROP TRIGGER {name}_kept ON record_{name};\n" for name in ROWS)
    + "".join(
        f"DROP TRIGGER vote_{name} ON record_vote;\n"
        for name in ("added_packed", "deleted_packed", "changed_packed", "changed_kept", "deleted_kept")
    )
    + """
DROP FUNCTION record_row_keeps_version();
DROP FUNCTION record_votes_keep_versions();
DROP FUNCTION record_roll_call_packed();
DROP FUNCTION record_roll_call_repacked();
"""
)


class Migration(migrations.Migration):
    dependencies = [("record", "0003_readings")]
    operations = [migrations.RunSQL(SQL, REVERSE), migrations.RunSQL(PACK % "", "")]
