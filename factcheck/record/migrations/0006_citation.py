"""Cited rows: the table of citations, and the triggers that keep what stands in it.

1. `record_citation` takes additions only, and only of rows that are there. The row is locked against deletion until
   the citation is visible to all, so that no deletion at the same time slips through.
2. A cited row cannot be deleted, nor get another primary key; nor can a version that the database kept of it.
3. No table with cited rows can be truncated.
"""

import django.db.models.functions.datetime
from django.db import migrations, models

CITABLE = ("motion", "voteevent", "vote", "sponsorship", "paragraph", "intendedvote", "statement", "statistic")
REFUSED = "USING ERRCODE = 'restrict_violation', CONSTRAINT = 'record_row_is_cited'"

SQL = f"""
CREATE FUNCTION record_citation_of_a_row_that_is_there() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    found bigint;
BEGIN
    IF NEW."table" NOT IN ({", ".join(f"'record_{name}'" for name in CITABLE)}) THEN
        RAISE EXCEPTION '% is no table whose rows can be cited', NEW."table" USING ERRCODE = 'check_violation';
    END IF;
    EXECUTE format('SELECT id FROM %I WHERE id = $1 FOR KEY SHARE', NEW."table") INTO found USING NEW."row";
    IF found IS NULL THEN
        RAISE EXCEPTION 'row % of %, cited as %, is not there', NEW."row", NEW."table", NEW.ref
            USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER citation_added BEFORE INSERT ON record_citation
    FOR EACH ROW EXECUTE FUNCTION record_citation_of_a_row_that_is_there();

CREATE FUNCTION record_citation_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'citations of the record are added only: % is refused', lower(TG_OP) {REFUSED};
END $$;
CREATE TRIGGER citation_stays BEFORE UPDATE OR DELETE ON record_citation
    FOR EACH ROW EXECUTE FUNCTION record_citation_stays();
CREATE TRIGGER citation_table_stays BEFORE TRUNCATE ON record_citation
    FOR EACH STATEMENT EXECUTE FUNCTION record_citation_stays();

CREATE FUNCTION record_cited_row_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    citation record_citation;
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.id = OLD.id THEN
        RETURN NEW;
    END IF;
    SELECT * INTO citation FROM record_citation c WHERE c."table" = TG_TABLE_NAME AND c."row" = OLD.id;
    IF FOUND THEN
        RAISE EXCEPTION '% rests on % (row % of %), which cannot be deleted',
            citation.cited_by, citation.ref, OLD.id, TG_TABLE_NAME {REFUSED};
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION record_cited_version_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    citation record_citation;
BEGIN
    SELECT * INTO citation FROM record_citation c WHERE c."table" = OLD."table" AND c."row" = OLD."row";
    IF FOUND THEN
        RAISE EXCEPTION '% rests on % (row % of %), whose versions cannot be changed or deleted',
            citation.cited_by, citation.ref, OLD."row", OLD."table" {REFUSED};
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER version_of_a_cited_row_stays BEFORE UPDATE OR DELETE ON record_rowversion
    FOR EACH ROW EXECUTE FUNCTION record_cited_version_stays();

CREATE FUNCTION record_cited_table_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    citation record_citation;
BEGIN
    SELECT * INTO citation FROM record_citation c
     WHERE c."table" = TG_TABLE_NAME OR TG_TABLE_NAME = 'record_rowversion' ORDER BY c.id LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION '% rests on %: % cannot be truncated', citation.cited_by, citation.ref, TG_TABLE_NAME {REFUSED};
    END IF;
    RETURN NULL;
END $$;
""" + "".join(
    f"CREATE TRIGGER cited_row_stays BEFORE DELETE OR UPDATE OF id ON record_{name} "
    "FOR EACH ROW EXECUTE FUNCTION record_cited_row_stays();\n"
    for name in CITABLE
) + "".join(
    f"CREATE TRIGGER cited_table_stays BEFORE TRUNCATE ON record_{name} "
    "FOR EACH STATEMENT EXECUTE FUNCTION record_cited_table_stays();\n"
    for name in (*CITABLE, "rowversion")
)

REVERSE = (
    "".join(f"DROP TRIGGER cited_row_stays ON record_{name};\n" for name in CITABLE)
    + "".join(f"DROP TRIGGER cited_table_stays ON record_{name};\n" for name in (*CITABLE, "rowversion"))
    + """
DROP TRIGGER version_of_a_cited_row_stays ON record_rowversion;
DROP TRIGGER citation_added ON record_citation;
DROP TRIGGER citation_stays ON record_citation;
DROP TRIGGER citation_table_stays ON record_citation;
DROP FUNCTION record_cited_table_stays();
DROP FUNCTION record_cited_version_stays();
DROP FUNCTION record_cited_row_stays();
DROP FUNCTION record_citation_stays();
DROP FUNCTION record_citation_of_a_row_that_is_there();
"""
)


class Migration(migrations.Migration):
    dependencies = [("record", "0005_snapshot")]
    operations = [
        migrations.CreateModel(
            name='Citation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('table', models.CharField(max_length=63)),
                ('row', models.BigIntegerField()),
                ('ref', models.CharField(max_length=300)),
                ('cited_by', models.CharField(max_length=100)),
                ('cited_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'ordering': ['cited_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='citation_has_ref'), models.CheckConstraint(condition=models.Q(('cited_by', ''), _negated=True), name='citation_has_cited_by'), models.UniqueConstraint(fields=('table', 'row'), name='citation_of_a_row_stands_once')],
            },
        ),
        migrations.RunSQL(SQL, REVERSE),
    ]
