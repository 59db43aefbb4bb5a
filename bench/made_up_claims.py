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
HASH = "sha256:" + "0" * 64
CLAIMS = """
WITH made AS (
    SELECT n, (SELECT string_agg('w' || (5000 ^ random())::int, ' ') FROM generate_series(1, 12) WHERE n > 0) AS words,
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
""".replace("SIZE", str(IN_ARTICLE))


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
                    [first, last],
                )
        finally:
            cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE claims_mention, claims_finding, verdicts_searchentry, articles_article")


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
