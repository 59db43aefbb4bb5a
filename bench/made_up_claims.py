"""Made-up articles with claims, for benches: 50 claims an article, each with a finding, all of them published.

The rows are written past the triggers, which would check and log each, and then made searchable as publishing does it.
"""

from datetime import timedelta

from django.db import connection
from django.utils import timezone

from factcheck.articles.models import Article, ArticleVersion, Outlet
from factcheck.claims.models import Checking

IN_ARTICLE = 50
OUTLETS = 40
PIECE = 100_000
FIRST = 1_000_000_000
"""Added to the number of a row: its key, so that it meets none of the demonstration newsroom."""
HASH = "sha256:" + "0" * 64
CLAIMS = """
WITH made AS (
    SELECT n + FIRST AS n,
           (SELECT string_agg('w' || (5000 ^ random())::int, ' ') FROM generate_series(1, 12) WHERE n > 0) AS words,
           v.id AS version, c.id AS checking
      FROM generate_series(%(first)s, %(last)s) AS n
      JOIN articles_article a ON a.slug = 'made-up-' || (n - 1) / SIZE
      JOIN articles_articleversion v ON v.article_id = a.id
      JOIN claims_checking c ON c.version_id = v.id
), claims AS (
    INSERT INTO claims_claim (id, kind, canonical_key, text, created_at)
    SELECT n, 'vote_position', NULL, words, now() FROM made
), mentions AS (
    INSERT INTO claims_mention (id, claim_id, version_id, start, "end", exact, prefix, suffix, section, origin, ordinal)
    SELECT n, n, version, 0, length(words), words, '', '', 'body', 'engine', 0 FROM made
)
INSERT INTO claims_finding (mention_id, checking_id, verdict, asserted, readings, evidence, events, motion_key,
                            explanation, created_at)
SELECT n, checking, (ARRAY['supported', 'refuted', 'depends', 'not_in_record'])[1 + (random() ^ 2 * 3.99)::int %% 4],
       jsonb_build_object('subjects', jsonb_build_array(s.code),
                          'option', (ARRAY['yes', 'no', 'abstain'])[1 + (random() * 2.99)::int %% 3]),
       '[]', '[]', '[]', 'A/RES/200/' || n, 'The record agrees. On ' || words || ' it voted so.', now()
  FROM (SELECT *, 1 + floor(193 ^ random())::int AS place FROM made) AS placed
  JOIN (SELECT code, row_number() OVER (ORDER BY code) AS place FROM record_organization
         WHERE classification = 'state') AS s ON s.place = placed.place
""".replace("SIZE", str(IN_ARTICLE)).replace("FIRST", str(FIRST))
VERDICTS = """
INSERT INTO reviews_review (id, mention_id, status, severity, reach, free_places, why, opened_at)
SELECT id, id, 'agreed', 0, 1, 0, '', now() FROM claims_mention WHERE id BETWEEN %(first)s AND %(last)s;
INSERT INTO verdicts_verdict (id, claim_id, slug, status, stands_on, doubts, withdrawn_because, revision, created_at,
       published_at, told_at, changed_at)
SELECT id, id, 'made-up-' || id, 'published', '{}', '[]', '', 3, now(), at, at, at
  FROM (SELECT id, TIMESTAMPTZ '2000-01-01' + id %% 1000000000 * INTERVAL '1 minute' AS at FROM claims_mention
         WHERE id BETWEEN %(first)s AND %(last)s) AS dated;
INSERT INTO verdicts_verdictversion (verdict_id, number, review_id, mention_id, finding_id, claim_text, accuracy,
       framing, summary, reason, waiver, change, notice, basis, decided_by_id, decided_at, approved_by_id, approved_at,
       published_at)
SELECT v.id, k, v.id, v.id, f.id, left(m.exact, 60), 1 + v.id %% 5, '', 'Of ' || m.exact || ' the record knows.', '',
       'The roll call.', CASE k WHEN 1 THEN '' ELSE 'update' END, CASE k WHEN 1 THEN '' ELSE 'Said better.' END, '{}',
       %(one)s, v.published_at, %(other)s, v.published_at, v.published_at + k * INTERVAL '1 hour'
  FROM verdicts_verdict v JOIN claims_mention m ON m.id = v.id JOIN claims_finding f ON f.mention_id = m.id
  JOIN generate_series(1, 2) AS k ON k = 1 OR v.id %% 50 = 0
 WHERE v.id BETWEEN %(first)s AND %(last)s;
INSERT INTO verdicts_happening (verdict_id, step, before, after, by_id, why, at)
SELECT id, 'publish', 'approved', 'published', %(other)s, '', published_at FROM verdicts_verdict
 WHERE id BETWEEN %(first)s AND %(last)s
"""


def grow(have, want):
    """From `have` claims to `want`."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        try:
            _articles(-(-have // IN_ARTICLE), -(-want // IN_ARTICLE))
            for first in range(have + 1, want + 1, PIECE):
                last = min(first + PIECE - 1, want)
                cursor.execute(CLAIMS, {"first": first, "last": last})
                cursor.execute("ANALYZE claims_mention, claims_finding, claims_checking, articles_articleversion")
                cursor.execute(
                    "SELECT verdicts_search_claims(ARRAY(SELECT id FROM claims_mention WHERE id BETWEEN %s AND %s))",
                    [FIRST + first, FIRST + last],
                )
        finally:
            cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE claims_mention, claims_finding, verdicts_searchentry, articles_article")


def publish(have, want):
    """A published verdict on each claim from `have` to `want`; one in fifty was corrected since."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(id), max(id) FROM accounts_user WHERE role = 'editor'")
        one, other = cursor.fetchone()
        cursor.execute("SET session_replication_role = replica")
        try:
            for first in range(have + 1, want + 1, PIECE):
                last = min(first + PIECE - 1, want)
                about = {"first": FIRST + first, "last": FIRST + last, "one": one, "other": other}
                for statement in VERDICTS.split(";"):
                    cursor.execute(statement, about)
                cursor.execute("ANALYZE")
                cursor.execute(
                    "SELECT verdicts_search_verdicts(array_agg(id)), verdicts_topics(array_agg(id)) "
                    "FROM verdicts_verdict WHERE id BETWEEN %s AND %s",
                    [FIRST + first, FIRST + last],
                )
        finally:
            cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE")


def _articles(have, want):
    outlets = [
        Outlet.objects.get_or_create(slug=f"outlet-{n}", defaults={"name": f"Outlet {n}"})[0] for n in range(OUTLETS)
    ]
    now = timezone.now()
    articles = Article.objects.bulk_create(
        [
            Article(
                slug=f"made-up-{n}",
                outlet=outlets[int(n**0.5) % OUTLETS],
                is_published=True,
                published_at=now - timedelta(hours=n % 100_000),
            )
            for n in range(have, want)
        ],
        batch_size=5_000,
    )
    versions = ArticleVersion.objects.bulk_create(
        [
            ArticleVersion(article=one, number=1, title=f"Story {one.slug}", text="Words.", sha256=f"{one.pk:064x}")
            for one in articles
        ],
        batch_size=5_000,
    )
    about = {"snapshot": HASH, "rules": HASH, "engine_version": "bench", "vote_events": 1}
    Checking.objects.bulk_create([Checking(version=one, **about) for one in versions], batch_size=5_000)
