"""Search in the record: words without accents, by an index; subjects of motions.

`record_motiondocument` holds what is looked through, written by triggers, by statement, whoever writes motions or their
subjects. `unaccent` and `pg_trgm` come with PostgreSQL, which lets the owner of a database add them.
"""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.text
from django.contrib.postgres.operations import CreateExtension
from django.core.management import CommandError
from django.db import Error, migrations, models



MISSING = (
    "The database lacks the extension {name}, and this user cannot add it ({error}). Have its owner run "
    "CREATE EXTENSION unaccent; CREATE EXTENSION pg_trgm; and then again: manage.py migrate."
)


class NeededExtension(CreateExtension):
    """Adds an extension where it is not there yet, or says who has to."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        try:
            super().database_forwards(app_label, schema_editor, from_state, to_state)
        except Error as error:
            raise CommandError(MISSING.format(name=self.name, error=str(error).splitlines()[0])) from error

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        """Stays: others may use it."""


DOCUMENTS = """
    INSERT INTO record_motiondocument (motion_id, document)
    SELECT m.id,
           setweight(to_tsvector('english', unaccent(m.title || ' ' || m.description)), 'A')
           || setweight(to_tsvector('english', unaccent(coalesce(
                  (SELECT string_agg(DISTINCT s.words, ' ; ') FROM record_subject s WHERE s.motion_id = m.id), ''))), 'B')
           || setweight(to_tsvector('simple', unaccent(
                  concat_ws(' ', m.key, m.symbol, m.draft_symbol, m.item))), 'C')
      FROM record_motion m %s
        ON CONFLICT (motion_id) DO UPDATE SET document = EXCLUDED.document
     WHERE record_motiondocument.document <> EXCLUDED.document
"""


def function(name: str, motions: str) -> str:
    return f"""
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {DOCUMENTS % f"WHERE m.id IN ({motions})"};
    RETURN NULL;
END $$;
"""


def trigger(table: str, what: str, tables: str, name: str) -> str:
    return f"""
CREATE TRIGGER {table}_{what.lower()}_searched AFTER {what} ON record_{table} REFERENCING {tables}
    FOR EACH STATEMENT EXECUTE FUNCTION {name}();
"""


SQL = (
    function("record_motions_searched", "SELECT id FROM changed")
    + function("record_subjects_searched", "SELECT motion_id FROM changed")
    + function("record_moved_subjects_searched", "SELECT motion_id FROM changed UNION SELECT motion_id FROM was")
    + trigger("motion", "INSERT", "NEW TABLE AS changed", "record_motions_searched")
    + trigger("motion", "UPDATE", "NEW TABLE AS changed", "record_motions_searched")
    + trigger("subject", "INSERT", "NEW TABLE AS changed", "record_subjects_searched")
    + trigger("subject", "DELETE", "OLD TABLE AS changed", "record_subjects_searched")
    + trigger("subject", "UPDATE", "OLD TABLE AS was NEW TABLE AS changed", "record_moved_subjects_searched")
    + """
CREATE FUNCTION record_deleted_motions_searched() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM record_motiondocument d WHERE d.motion_id IN (SELECT id FROM was);
    RETURN NULL;
END $$;
CREATE TRIGGER motion_delete_searched AFTER DELETE ON record_motion REFERENCING OLD TABLE AS was
    FOR EACH STATEMENT EXECUTE FUNCTION record_deleted_motions_searched();
CREATE TRIGGER subject_kept AFTER UPDATE OR DELETE ON record_subject
    FOR EACH ROW EXECUTE FUNCTION record_row_keeps_version();
"""
)

REVERSE = (
    "DROP TRIGGER subject_kept ON record_subject;"
    + "".join(f"DROP TRIGGER motion_{what}_searched ON record_motion;" for what in ("insert", "update", "delete"))
    + "".join(f"DROP TRIGGER subject_{what}_searched ON record_subject;" for what in ("insert", "update", "delete"))
    + "".join(
        f"DROP FUNCTION record_{name}_searched();" for name in ("motions", "subjects", "moved_subjects", "deleted_motions")
    )
)


class Migration(migrations.Migration):

    dependencies = [
        ('record', '0008_versions_of_an_event'),
    ]

    operations = [
        NeededExtension("unaccent"),
        NeededExtension("pg_trgm"),
        migrations.CreateModel(
            name='MotionDocument',
            fields=[
                ('motion', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='document', serialize=False, to='record.motion')),
                ('document', django.contrib.postgres.search.SearchVectorField()),
            ],
        ),
        migrations.CreateModel(
            name='Subject',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(max_length=300)),
            ],
            options={
                'ordering': ['motion', 'words', 'source'],
            },
        ),
        migrations.AddIndex(
            model_name='motion',
            index=models.Index(fields=['symbol'], name='motion_symbol'),
        ),
        migrations.AddIndex(
            model_name='motion',
            index=models.Index(fields=['draft_symbol'], name='motion_draft_symbol'),
        ),
        migrations.AddIndex(
            model_name='motion',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('key'), 'gin_trgm_ops'), fastupdate=False, name='motion_part_of_key'),
        ),
        migrations.AddIndex(
            model_name='motion',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('draft_symbol'), 'gin_trgm_ops'), fastupdate=False, name='motion_part_of_draft_symbol'),
        ),
        migrations.AddIndex(
            model_name='motiondocument',
            index=django.contrib.postgres.indexes.GinIndex(fields=['document'], fastupdate=False, name='motion_document_words'),
        ),
        migrations.AddField(
            model_name='subject',
            name='motion',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='subjects', to='record.motion'),
        ),
        migrations.AddField(
            model_name='subject',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='subjects', to='record.source'),
        ),
        migrations.AddIndex(
            model_name='subject',
            index=models.Index(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('words'), name='text_pattern_ops'), name='subject_words'),
        ),
        migrations.AddConstraint(
            model_name='subject',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='subject_has_words'),
        ),
        migrations.AddConstraint(
            model_name='subject',
            constraint=models.UniqueConstraint(fields=('motion', 'words', 'source'), name='subject_of_a_source_stands_once'),
        ),
        migrations.RunSQL(SQL, REVERSE),
        migrations.RunSQL(DOCUMENTS % "", migrations.RunSQL.noop),
    ]
