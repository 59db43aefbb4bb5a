"""Search in what is published: verdicts and claims, by words and by facets, with their counts; one query."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

MATCHED = 1_000
"""At most so many that fit, the newest, are counted and can be paged through."""
RECENT = 8_000
"""Where MATCHED of so many newest entries fit, no others are looked at: common words cost no more than rare ones."""
SAMPLE, ENOUGH = 500, 30
"""They are looked at where so many of the very newest fit. Of a rarer word all that fit are soon found by the index."""
BEGIN, END = "\ue000", "\ue001"
"""Around words that fit, in excerpts. Both are of the private use area and are taken out of texts."""
FACETS = ("kind", "rating", "state", "body", "outlet", "year")


@dataclass(frozen=True, slots=True)
class Meant:
    """Words of the search that name something: entries fit that have the words, or one of the tokens ("state:ISR",
    "motion:A/RES/ES-11/7")."""

    words: str
    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """`words` are what remains without `names`, in the syntax of web searches, both without accents; an empty field
    asks nothing. `option` needs a state."""

    words: str = ""
    names: tuple[Meant, ...] = ()
    state: str = ""
    option: str = ""
    body: str = ""
    rating: str = ""
    outlet: int | None = None
    kind: str = ""
    since: date | None = None
    until: date | None = None

    def tokens(self) -> list[str]:
        asked = {"kind": self.kind, "body": self.body, "rating": self.rating}
        found = [f"{name}:{value}" for name, value in asked.items() if value]
        if self.outlet is not None:
            found.append(f"outlet:{self.outlet}")
        if self.state:
            found.append(f"vote:{self.state}={self.option}" if self.option else f"state:{self.state}")
        return found

    def query(self) -> tuple[str, dict[str, str]]:
        """SQL of the tsquery, and its parameters; "" where nothing is asked but days. All of it is constant for the
        database, which would else read the words anew for every row."""
        about = " & ".join(_lexeme(token) for token in self.tokens())
        parts, values = (["%(about)s::tsquery"], {"about": about}) if about else ([], {})
        if self.words:
            parts.append("websearch_to_tsquery('english', %(words)s)")
            values["words"] = self.words
        for place, name in enumerate(self.names):
            parts.append(f"(phraseto_tsquery('english', %(name{place})s) || %(tokens{place})s::tsquery)")
            values[f"name{place}"] = name.words
            values[f"tokens{place}"] = " | ".join(_lexeme(token) for token in name.tokens)
        return " && ".join(parts), values


def _lexeme(token: str) -> str:
    quoted = token.replace("\\", "\\\\").replace("'", "''")
    return f"'{quoted}'"


@dataclass(frozen=True, slots=True)
class Found:
    """`total` that fit, at most MATCHED; `facets` have (value, count), the most frequent first; `rows` are those of the
    page as the query gives them. `is_silent`: the words alone are too common to be looked for ("the")."""

    total: int
    rows: list[dict[str, Any]] = field(default_factory=list)
    facets: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    is_silent: bool = False

    @property
    def is_cut(self) -> bool:
        return self.total >= MATCHED


SQL = """
WITH sample AS MATERIALIZED (
    SELECT count(*) AS n FROM (SELECT * FROM verdicts_searchentry ORDER BY day DESC, id DESC LIMIT {sample}) AS e
     WHERE {fits}
), recent AS MATERIALIZED (
    SELECT {columns} FROM (SELECT * FROM verdicts_searchentry ORDER BY day DESC, id DESC LIMIT {recent}) AS e
     WHERE {fits} AND (SELECT n FROM sample) >= {enough} ORDER BY day DESC, id DESC LIMIT {matched}
), found AS MATERIALIZED (
    SELECT * FROM recent WHERE (SELECT count(*) FROM recent) = {matched}
    UNION ALL
    SELECT * FROM (SELECT {columns} FROM verdicts_searchentry WHERE {fits} ORDER BY day DESC, id DESC
                   LIMIT {matched}) AS every
     WHERE (SELECT count(*) FROM recent) < {matched}
), counted AS (
    SELECT 'kind' AS facet, kind AS value FROM found
    UNION ALL SELECT 'rating', unnest(ratings) FROM found
    UNION ALL SELECT 'state', unnest(states) FROM found
    UNION ALL SELECT 'body', body FROM found WHERE body <> ''
    UNION ALL SELECT 'outlet', o.slug FROM found JOIN articles_outlet o ON o.id = outlet_id
    UNION ALL SELECT 'year', extract(year FROM day)::text FROM found
), shown AS (
    SELECT row_number() OVER () AS place, page.* FROM (SELECT * FROM found ORDER BY day DESC, id DESC
     LIMIT %(limit)s OFFSET %(offset)s) AS page
)
SELECT jsonb_build_object(
    'total', (SELECT count(*) FROM found),
    'silent', {silent},
    'facets', (SELECT jsonb_agg(jsonb_build_array(facet, value, n) ORDER BY n DESC, value)
                 FROM (SELECT facet, value, count(*) AS n FROM counted GROUP BY facet, value) AS c),
    'rows', (SELECT jsonb_agg(jsonb_build_object(
                 'kind', s.kind, 'day', s.day, 'title', v.title, 'article', a.slug,
                 'is_article_public', a.is_published, 'outlet', o.name, 'published_on', v.published_on,
                 'words', {words}, 'context', {context},
                 'computed', f.verdict, 'slug', w.slug, 'accuracy', n.accuracy, 'framing', n.framing,
                 'doubted', w.status = 'needs_recheck' OR w.doubts <> '[]'
             ) ORDER BY s.place)
               FROM shown s
               LEFT JOIN verdicts_verdictversion n ON n.id = s.version_id
               JOIN claims_mention m ON m.id = coalesce(s.mention_id, n.mention_id)
               JOIN articles_articleversion v ON v.id = m.version_id
               JOIN articles_article a ON a.id = v.article_id
               LEFT JOIN articles_outlet o ON o.id = a.outlet_id
               LEFT JOIN LATERAL (SELECT f.verdict, f.explanation FROM claims_finding f
                     JOIN claims_checking c ON c.id = f.checking_id AND c.is_current
                    WHERE f.mention_id = s.mention_id LIMIT 1) f ON true
               LEFT JOIN verdicts_verdict w ON w.id = n.verdict_id OR (
                     n.id IS NULL AND w.claim_id = m.claim_id
                     AND w.status IN ('published', 'needs_recheck', 'in_correction'))))
"""
COLUMNS = "id, kind, mention_id, version_id, day, states, body, ratings, outlet_id"


def run(search: Search, *, page: int = 1, size: int = 30) -> Found:
    """The newest first. One query, whose cost does not grow with how many there are or fit."""
    query, values = search.query()
    days = [("day >= %(since)s", search.since), ("day <= %(until)s", search.until)]
    conditions = [f"document @@ ({query})"] if query else []
    conditions += [sql for sql, day in days if day]
    sql = _sql(" AND ".join(conditions) or "true", query, has_words=bool(search.words))
    about = values | {"limit": size, "offset": (page - 1) * size, "since": search.since, "until": search.until}
    with connection.cursor() as cursor:
        cursor.execute(sql, about)
        answer = cursor.fetchone()[0]
    told = json.loads(answer) if isinstance(answer, str) else answer
    facets: dict[str, list[tuple[str, int]]] = {name: [] for name in FACETS}
    for name, value, count in told["facets"] or ():
        facets[name].append((value, count))
    return Found(told["total"], told["rows"] or [], facets, told["silent"])


def _sql(fits: str, query: str, *, has_words: bool) -> str:
    def excerpt(text: str, length: int) -> str:
        plain = f"left(translate({text}, '{BEGIN}{END}', ''), {length})"
        if not query:
            return plain
        options = f"StartSel={BEGIN}, StopSel={END}, HighlightAll=true"
        return f"ts_headline('english', {plain}, {query}, '{options}')"

    return SQL.format(
        columns=COLUMNS,
        fits=fits,
        sample=SAMPLE,
        enough=ENOUGH,
        recent=RECENT,
        matched=MATCHED,
        silent="numnode(websearch_to_tsquery('english', %(words)s)) = 0" if has_words else "false",
        words=excerpt("coalesce(n.claim_text, m.exact)", 1_000),
        context=excerpt("coalesce(n.summary, f.explanation, '')", 3_000),
    )
