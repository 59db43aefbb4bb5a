"""What readers search through, kept by the database itself: whatever publishes, corrects, withdraws, checks or takes out,
by whichever way, its rows stand anew when the statement ends, in the same transaction.

The words are stored apart from the row (`EXTERNAL`), so that a million rows can be walked by their facets in a moment.
"""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models


ENTRY = "INSERT INTO verdicts_searchentry (kind, mention_id, version_id, day, states, option, body, ratings, outlet_id, document)"

TOKENS = """
    setweight(array_to_tsvector(array_remove(
        ARRAY['kind:' || kind, 'body:' || nullif(body, ''), 'outlet:' || outlet, 'option:' || nullif(option, ''),
              'motion:' || nullif(motion, '')]
        || ARRAY(SELECT 'state:' || state FROM unnest(states) state)
        || ARRAY(SELECT 'vote:' || state || '=' || option FROM unnest(states) state WHERE option <> '')
        || ARRAY(SELECT 'rating:' || rating FROM unnest(ratings) rating), NULL)), 'D')
"""

CLAIMS = f"""
CREATE FUNCTION verdicts_search_claims(mentions bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM verdicts_searchentry e WHERE e.mention_id = ANY(mentions);
    {ENTRY}
    SELECT 'claim', mention, NULL, day, states, option, body, ratings, outlet,
           setweight(to_tsvector('english', unaccent(words)), 'A')
           || setweight(to_tsvector('english', unaccent(context)), 'B') || {TOKENS}
      FROM (SELECT m.id AS mention, 'claim' AS kind, m.exact AS words, f.explanation AS context,
                   coalesce(v.published_on, a.published_at::date) AS day, a.outlet_id AS outlet,
                   f.motion_key AS motion, coalesce(b.code, '') AS body,
                   ARRAY(SELECT state FROM jsonb_array_elements_text(CASE jsonb_typeof(f.asserted->'subjects')
                         WHEN 'array' THEN f.asserted->'subjects' ELSE '[]' END) state
                          WHERE state ~ '^[A-Z]{{3}}$')::varchar(3)[] AS states,
                   left(coalesce(f.asserted->>'option', ''), 20) AS option,
                   ARRAY['computed-' || f.verdict]::varchar(40)[] AS ratings
              FROM claims_mention m
              JOIN articles_articleversion v ON v.id = m.version_id
              JOIN articles_article a ON a.id = v.article_id
              JOIN claims_finding f ON f.mention_id = m.id
              JOIN claims_checking c ON c.id = f.checking_id
              LEFT JOIN record_motion r ON r.key = f.motion_key
              LEFT JOIN record_organization b ON b.id = r.body_id
             WHERE m.id = ANY(mentions) AND m.origin = 'engine' AND m.removed_at IS NULL AND a.is_published
               AND c.is_current AND NOT EXISTS (
                   SELECT FROM articles_articleversion later
                    WHERE later.article_id = v.article_id AND later.number > v.number)) AS found;
END $$;
"""

VERDICTS = f"""
CREATE FUNCTION verdicts_search_verdicts(verdicts bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM verdicts_searchentry e USING verdicts_verdictversion n
     WHERE n.id = e.version_id AND n.verdict_id = ANY(verdicts);
    {ENTRY}
    SELECT 'verdict', NULL, version, day, states, option, body, ratings, outlet,
           setweight(to_tsvector('english', unaccent(words)), 'A')
           || setweight(to_tsvector('english', unaccent(context)), 'B') || {TOKENS}
      FROM (SELECT n.id AS version, 'verdict' AS kind, n.claim_text || ' ; ' || m.exact AS words,
                   n.summary AS context, w.published_at::date AS day, a.outlet_id AS outlet,
                   coalesce(f.motion_key, '') AS motion, coalesce(b.code, '') AS body,
                   ARRAY(SELECT state FROM jsonb_array_elements_text(CASE jsonb_typeof(f.asserted->'subjects')
                         WHEN 'array' THEN f.asserted->'subjects' ELSE '[]' END) state
                          WHERE state ~ '^[A-Z]{{3}}$')::varchar(3)[] AS states,
                   left(coalesce(f.asserted->>'option', ''), 20) AS option,
                   CASE WHEN w.status = 'needs_recheck' OR w.doubts <> '[]' THEN ARRAY['rechecked']
                        ELSE array_remove(ARRAY[(ARRAY['false', 'mostly_false', 'half_true', 'mostly_true', 'true']
                             )[n.accuracy], nullif(n.framing, '')], NULL) END::varchar(40)[] AS ratings
              FROM verdicts_verdict w
              JOIN LATERAL (SELECT * FROM verdicts_verdictversion n WHERE n.verdict_id = w.id
                             AND n.published_at IS NOT NULL ORDER BY n.number DESC LIMIT 1) n ON true
              JOIN claims_mention m ON m.id = n.mention_id
              JOIN articles_articleversion v ON v.id = m.version_id
              JOIN articles_article a ON a.id = v.article_id
              LEFT JOIN claims_finding f ON f.id = n.finding_id
              LEFT JOIN record_motion r ON r.key = f.motion_key
              LEFT JOIN record_organization b ON b.id = r.body_id
             WHERE w.id = ANY(verdicts) AND w.status IN ('published', 'needs_recheck', 'in_correction')) AS found;
END $$;
"""

WHICH = {
    "mention": ("claims", "SELECT id FROM changed"),
    "finding": ("claims", "SELECT mention_id FROM changed"),
    "checking": ("claims", "SELECT m.id FROM claims_mention m JOIN changed ON m.version_id = changed.version_id"),
    "article": (
        "claims",
        "SELECT m.id FROM claims_mention m JOIN articles_articleversion v ON v.id = m.version_id "
        "JOIN changed ON v.article_id = changed.id",
    ),
    "version": (
        "claims",
        "SELECT m.id FROM claims_mention m JOIN articles_articleversion v ON v.id = m.version_id "
        "JOIN changed ON v.article_id = changed.article_id",
    ),
    "verdict": ("verdicts", "SELECT id FROM changed"),
    "wording": ("verdicts", "SELECT verdict_id FROM changed"),
}
"""Which claims or verdicts stand anew, by what was changed."""

TRIGGERS = (
    ("mention", "claims_mention", "UPDATE"),
    ("finding", "claims_finding", "INSERT"),
    ("finding", "claims_finding", "UPDATE"),
    ("finding", "claims_finding", "DELETE"),
    ("checking", "claims_checking", "UPDATE"),
    ("article", "articles_article", "UPDATE"),
    ("version", "articles_articleversion", "INSERT"),
    ("version", "articles_articleversion", "UPDATE"),
    ("version", "articles_articleversion", "DELETE"),
    ("verdict", "verdicts_verdict", "UPDATE"),
    ("wording", "verdicts_verdictversion", "INSERT"),
    ("wording", "verdicts_verdictversion", "UPDATE"),
)

SQL = (
    CLAIMS
    + VERDICTS
    + "".join(
        f"""
CREATE FUNCTION verdicts_search_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM verdicts_search_{what}(ARRAY({rows}));
    RETURN NULL;
END $$;
"""
        for name, (what, rows) in WHICH.items()
    )
    + "".join(
        f"CREATE TRIGGER {name}_{what.lower()}_searched AFTER {what} ON {table} "
        f"REFERENCING {'OLD' if what == 'DELETE' else 'NEW'} TABLE AS changed "
        f"FOR EACH STATEMENT EXECUTE FUNCTION verdicts_search_{name}();"
        for name, table, what in TRIGGERS
    )
    + """
ALTER TABLE verdicts_searchentry ALTER COLUMN document SET STORAGE EXTERNAL;
ALTER TABLE verdicts_searchentry ALTER COLUMN states SET STORAGE PLAIN;
ALTER TABLE verdicts_searchentry ALTER COLUMN ratings SET STORAGE PLAIN;
ALTER TABLE verdicts_searchentry ALTER COLUMN option SET STORAGE PLAIN;
ALTER TABLE verdicts_searchentry ALTER COLUMN body SET STORAGE PLAIN;
ALTER TABLE verdicts_searchentry SET (toast_tuple_target = 128);
"""
)

REVERSE = (
    "".join(f"DROP TRIGGER {name}_{what.lower()}_searched ON {table};" for name, table, what in TRIGGERS)
    + "".join(f"DROP FUNCTION verdicts_search_{name}();" for name in WHICH)
    + "DROP FUNCTION verdicts_search_claims(bigint[]); DROP FUNCTION verdicts_search_verdicts(bigint[]);"
)

FILL = """
SELECT verdicts_search_claims(ARRAY(SELECT id FROM claims_mention));
SELECT verdicts_search_verdicts(ARRAY(SELECT id FROM verdicts_verdict));
"""


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0006_outlets'),
        ('claims', '0007_same_claims'),
        ('record', '0011_votes_checked_in_sets'),
        ('verdicts', '0005_article_corrections'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=7)),
                ('day', models.DateField()),
                ('states', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=3), size=None)),
                ('option', models.CharField(blank=True, max_length=20)),
                ('body', models.CharField(blank=True, max_length=8)),
                ('ratings', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None)),
                ('document', django.contrib.postgres.search.SearchVectorField()),
                ('mention', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='search_entry', to='claims.mention')),
                ('outlet', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.outlet')),
                ('version', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='search_entry', to='verdicts.verdictversion')),
            ],
            options={
                'ordering': ['-day', '-pk'],
                'indexes': [django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['document'], name='search_entry_words'), models.Index(fields=['-day', '-id'], name='search_entry_newest')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'claim'), ('mention__isnull', False), ('version__isnull', True)), models.Q(('kind', 'verdict'), ('mention__isnull', True), ('version__isnull', False)), _connector='OR'), name='search_entry_is_a_claim_or_a_verdict')],
            },
        ),
        migrations.RunSQL(SQL, REVERSE),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
