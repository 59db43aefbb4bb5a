"""The newest verdicts on a state and of an outlet, kept by the database itself: whatever publishes, corrects, doubts or
withdraws, the rows of a verdict are right when the statement ends. A row that is right already is left alone."""

import django.db.models.deletion
from django.db import migrations, models


TOPICS = """
CREATE FUNCTION verdicts_topics(verdicts bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    WITH wanted AS MATERIALIZED (
        SELECT w.id AS verdict, topic.name, w.published_at, coalesce(w.told_at, w.published_at) AS told_at
          FROM verdicts_verdict w
          JOIN LATERAL (SELECT * FROM verdicts_verdictversion n WHERE n.verdict_id = w.id AND n.published_at IS NOT NULL
                         ORDER BY n.number DESC LIMIT 1) n ON true
          JOIN claims_mention m ON m.id = n.mention_id
          JOIN articles_articleversion v ON v.id = m.version_id
          JOIN articles_article a ON a.id = v.article_id
          LEFT JOIN articles_outlet o ON o.id = a.outlet_id
          LEFT JOIN claims_finding f ON f.id = n.finding_id
          CROSS JOIN LATERAL (
              SELECT 'state:' || state FROM jsonb_array_elements_text(CASE jsonb_typeof(f.asserted->'subjects')
                     WHEN 'array' THEN f.asserted->'subjects' ELSE '[]' END) state WHERE state ~ '^[A-Z]{3}$'
               UNION SELECT 'outlet:' || o.slug WHERE o.slug IS NOT NULL) topic (name)
         WHERE w.id = ANY(verdicts) AND w.status IN ('published', 'needs_recheck', 'in_correction', 'withdrawn')
    ), gone AS (
        DELETE FROM verdicts_topic t WHERE t.verdict_id = ANY(verdicts)
           AND NOT EXISTS (SELECT FROM wanted w WHERE w.verdict = t.verdict_id AND w.name = t.name)
    )
    INSERT INTO verdicts_topic AS t (verdict_id, name, published_at, told_at)
    SELECT verdict, name, published_at, told_at FROM wanted
        ON CONFLICT (verdict_id, name) DO UPDATE SET published_at = excluded.published_at, told_at = excluded.told_at
     WHERE (t.published_at, t.told_at) IS DISTINCT FROM (excluded.published_at, excluded.told_at);
END $$;
"""
WHICH = {
    "verdict": "SELECT id FROM changed",
    "wording": "SELECT verdict_id FROM changed",
    "article": (
        "SELECT n.verdict_id FROM changed JOIN articles_articleversion v ON v.article_id = changed.id "
        "JOIN claims_mention m ON m.version_id = v.id JOIN verdicts_verdictversion n ON n.mention_id = m.id"
    ),
}
TRIGGERS = (
    ("verdict", "verdicts_verdict", "UPDATE"),
    ("wording", "verdicts_verdictversion", "INSERT"),
    ("wording", "verdicts_verdictversion", "UPDATE"),
    ("article", "articles_article", "UPDATE"),
)
SQL = (
    TOPICS
    + "".join(
        f"""
CREATE FUNCTION verdicts_topics_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM verdicts_topics(ARRAY({rows}));
    RETURN NULL;
END $$;
"""
        for name, rows in WHICH.items()
    )
    + "".join(
        f"CREATE TRIGGER {name}_{what.lower()}_topics AFTER {what} ON {table} REFERENCING NEW TABLE AS changed "
        f"FOR EACH STATEMENT EXECUTE FUNCTION verdicts_topics_{name}();"
        for name, table, what in TRIGGERS
    )
)
REVERSE = (
    "".join(f"DROP TRIGGER {name}_{what.lower()}_topics ON {table};" for name, table, what in TRIGGERS)
    + "".join(f"DROP FUNCTION verdicts_topics_{name}();" for name in WHICH)
    + "DROP FUNCTION verdicts_topics(bigint[]);"
)
FILL = "SELECT verdicts_topics(ARRAY(SELECT id FROM verdicts_verdict WHERE published_at IS NOT NULL))"


class Migration(migrations.Migration):

    dependencies = [
        ('verdicts', '0008_news'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='verdict',
            index=models.Index(condition=models.Q(('status__in', ('published', 'needs_recheck', 'in_correction'))), fields=['-published_at', '-id'], name='verdict_listed'),
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('published_at', models.DateTimeField()),
                ('told_at', models.DateTimeField()),
                ('verdict', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='topics', to='verdicts.verdict')),
            ],
            options={
                'ordering': ['name', '-told_at', '-verdict'],
                'indexes': [models.Index(fields=['name', '-told_at', '-verdict'], name='topic_by_news'), models.Index(fields=['name', '-published_at', '-verdict'], name='topic_by_time')],
                'constraints': [models.UniqueConstraint(fields=('verdict', 'name'), name='topic_of_a_verdict_is_there_once')],
            },
        ),
        migrations.RunSQL(SQL, REVERSE),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
