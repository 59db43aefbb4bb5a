"""Votes refer to their event and their state by statement, and no longer by row.

A foreign key is checked row by row, which cost a third of a whole import: about 20 seconds for a million votes, against
half a second for one comparison of sets. The rule stays that of a foreign key: a statement that leaves a vote without
its event or its state fails, and so does one that takes either away from under a vote, also where both run at once
(`FOR KEY SHARE`). See docs/adr/0009-votes-checked-in-sets.md.
"""

import django.db.models.deletion
from django.db import migrations, models

PARENTS = (("voteevent", "event_id"), ("organization", "organization_id"))
VIOLATION = "USING ERRCODE = 'foreign_key_violation', TABLE = 'record_vote', CONSTRAINT ="


def _present(table: str, column: str) -> str:
    return f"""
    PERFORM FROM record_{table} p WHERE p.id IN (SELECT {column} FROM changed) FOR KEY SHARE OF p;
    SELECT c.{column} INTO missing FROM changed c
     WHERE NOT EXISTS (SELECT FROM record_{table} p WHERE p.id = c.{column}) LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'a vote refers to % of record_{table}, which is not there', missing
            {VIOLATION} 'vote_has_its_{table}';
    END IF;"""


SQL = f"""
CREATE FUNCTION record_votes_have_parents() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    missing bigint;
BEGIN{"".join(_present(table, column) for table, column in PARENTS)}
    RETURN NULL;
END $$;
CREATE TRIGGER vote_added_has_parents AFTER INSERT ON record_vote REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION record_votes_have_parents();
CREATE TRIGGER vote_changed_has_parents AFTER UPDATE ON record_vote REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION record_votes_have_parents();
""" + "".join(
    f"""
CREATE FUNCTION record_{table}_has_no_votes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM record_vote v WHERE v.{column} = OLD.id) THEN
        RAISE EXCEPTION 'votes refer to % of record_{table}', OLD.id {VIOLATION} 'vote_has_its_{table}';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER {table}_with_votes_stays AFTER DELETE ON record_{table}
    FOR EACH ROW EXECUTE FUNCTION record_{table}_has_no_votes();
CREATE TRIGGER {table}_with_votes_keeps_its_id AFTER UPDATE OF id ON record_{table}
    FOR EACH ROW WHEN (OLD.id <> NEW.id) EXECUTE FUNCTION record_{table}_has_no_votes();

CREATE FUNCTION record_{table}_table_has_no_votes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM record_vote) THEN
        RAISE EXCEPTION 'votes refer to record_{table}' {VIOLATION} 'vote_has_its_{table}';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER {table}_table_with_votes_stays AFTER TRUNCATE ON record_{table}
    FOR EACH STATEMENT EXECUTE FUNCTION record_{table}_table_has_no_votes();
"""
    for table, column in PARENTS
)

REVERSE = (
    """
DROP TRIGGER vote_added_has_parents ON record_vote;
DROP TRIGGER vote_changed_has_parents ON record_vote;
DROP FUNCTION record_votes_have_parents();
"""
    + "".join(
        f"""
DROP TRIGGER {table}_with_votes_stays ON record_{table};
DROP TRIGGER {table}_with_votes_keeps_its_id ON record_{table};
DROP TRIGGER {table}_table_with_votes_stays ON record_{table};
DROP FUNCTION record_{table}_has_no_votes();
DROP FUNCTION record_{table}_table_has_no_votes();
"""
        for table, _ in PARENTS
    )
)


def _key(to: str, **options: object) -> models.ForeignKey:
    on_delete = django.db.models.deletion.PROTECT
    return models.ForeignKey(to=to, on_delete=on_delete, related_name="votes", db_constraint=False, **options)


class Migration(migrations.Migration):
    dependencies = [("record", "0010_newest_votes")]
    operations = [
        migrations.AlterField("vote", "event", _key("record.voteevent", db_index=False)),
        migrations.AlterField("vote", "organization", _key("record.organization")),
        migrations.RunSQL(SQL, REVERSE),
    ]
