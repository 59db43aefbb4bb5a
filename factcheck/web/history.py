"""The history as the desk shows it: which events, in pages that cost the same however many there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.db.models import F, Max, Min, Q, QuerySet
from django.utils import timezone

from factcheck.accounts.models import User
from factcheck.accounts.permissions import is_allowed
from factcheck.articles.models import Article
from factcheck.audit.models import Event
from factcheck.audit.tables import AUDITED
from factcheck.claims.models import Mention
from factcheck.reviews import history
from factcheck.verdicts.models import Verdict
from factcheck.web.reasons import in_words

SIZE = 50
PIECE = 200
"""Events that are read at once, until a page is full."""
MOST = 4_000
"""Events that are looked at for one page at most: many in a row may be hidden from who asks."""
SLACK = 1_000
"""Events around an end of a time span whose numbers are looked at: numbers and times go up together, but for writers at
the same moment."""
LONGEST = 300
PRIVATE = ("accounts_", "mfa_")
"""Tables that only those see who manage the members."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """`of` narrows to the rows around a thing: ("verdict" | "article" | "claim", its key)."""

    table: str = ""
    row: str = ""
    person: int | None = None
    since: date | None = None
    until: date | None = None
    of: tuple[str, str] | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """An event in words. `changes` are (column, before, after), "" where there is none."""

    at: datetime
    who: str
    why: str
    table: str
    row: str
    table_name: str
    action: str
    changes: list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Page:
    rows: list[Shown]
    following: int | None


def table_names(viewer: User) -> dict[str, str]:
    """Tables that the person may see the history of, with their words."""
    models = {model._meta.db_table: str(model._meta.verbose_name) for model in apps.get_models()}
    found = {table.name: models.get(table.name, table.name).capitalize() for table in AUDITED}
    if not is_allowed(viewer, "accounts.manage"):
        found = {name: words for name, words in found.items() if not name.startswith(PRIVATE)}
    return dict(sorted(found.items(), key=lambda pair: pair[1]))


def page(wanted: Wanted, viewer: User) -> Page:
    """The newest events first. What the person must not see is left out as if it were not there."""
    names = table_names(viewer)
    rows = _rows(wanted, names)
    found: list[Event] = []
    before, looked, is_end = wanted.before, 0, False
    while len(found) <= SIZE and looked < MOST and not is_end:
        piece = list((rows.filter(pk__lt=before) if before else rows)[:PIECE])
        is_end = len(piece) < PIECE
        looked += len(piece)
        before = piece[-1].pk if piece else before
        found += history.visible(piece, viewer)
    following = found[SIZE - 1].pk if len(found) > SIZE else None if is_end else before
    people = dict(User.objects.filter(pk__in={event.person for event in found[:SIZE]}).values_list("pk", "name"))
    return Page([_shown(event, people, names) for event in found[:SIZE]], following)


def _rows(wanted: Wanted, names: dict[str, str]) -> QuerySet[Event]:
    rows = Event.objects.exclude(row="").order_by("-pk")
    if wanted.table:
        rows = rows.filter(table=wanted.table if wanted.table in names else "")
    elif wanted.of is None:
        hidden = [table.name for table in AUDITED if table.name not in names]
        rows = rows.exclude(table__in=hidden) if hidden else rows
    if wanted.row:
        rows = rows.filter(row=wanted.row)
    if wanted.person is not None:
        rows = rows.filter(person=wanted.person)
    if wanted.of is not None:
        rows = rows.filter(_around(*wanted.of))
    return _between(rows, wanted)


def _between(rows: QuerySet[Event], wanted: Wanted) -> QuerySet[Event]:
    """Events of a span of days of the newsroom's clock. Their numbers are bounded too, so that no page reads what lies
    outside. Times are compared as sums, which no index answers: by number alone, from the newest on, a page costs the
    same however busy the day was."""
    rows = rows.alias(time=F("at") + timedelta(0))
    if wanted.since is not None:
        start = timezone.make_aware(datetime.combine(wanted.since, time()))
        first = Event.objects.filter(at__gte=start).order_by("at")[:SLACK]
        rows = rows.filter(time__gte=start, pk__gte=_end(first, Min) or 0)
    if wanted.until is not None:
        end = timezone.make_aware(datetime.combine(wanted.until + timedelta(days=1), time()))
        last = Event.objects.filter(at__lt=end).order_by("-at")[:SLACK]
        rows = rows.filter(time__lt=end, pk__lte=_end(last, Max) or 0)
    return rows


def _end(events: QuerySet[Event], which: Any) -> int | None:
    found: int | None = events.aggregate(end=which("pk"))["end"]
    return found


def _around(kind: str, key: str) -> Q:
    """The rows that make up a thing, by table."""
    found: dict[str, list[Any]] = {}
    if kind == "verdict":
        verdict = Verdict.objects.filter(pk=int(key)).first()
        found = _around_verdict(verdict) if verdict else {}
    elif kind == "article":
        article = Article.objects.filter(slug=key).first()
        if article is not None:
            versions = list(article.versions.values_list("pk", flat=True))
            found = {"articles_article": [article.pk], "articles_articleversion": versions}
    elif kind == "claim":
        mention = Mention.objects.filter(pk=int(key)).first()
        found = _around_mention(mention) if mention else {}
    about = Q(pk__in=[])
    for table, keys in found.items():
        about |= Q(table=table, row__in=[str(one) for one in keys])
    return about


def _around_verdict(verdict: Verdict) -> dict[str, list[Any]]:
    versions = list(verdict.versions.values_list("pk", flat=True))
    return {
        "verdicts_verdict": [verdict.pk],
        "verdicts_verdictversion": versions,
        "verdicts_correction": list(verdict.corrections.values_list("pk", flat=True)),
        "verdicts_happening": list(verdict.happenings.values_list("pk", flat=True)),
        "verdicts_articlecorrection": list(_keys("verdicts.ArticleCorrection", version__in=versions)),
        "verdicts_checklistanswer": list(_keys("verdicts.ChecklistAnswer", version__in=versions)),
        "verdicts_verdictbundle": list(_keys("verdicts.VerdictBundle", version__in=versions)),
    }


def _around_mention(mention: Mention) -> dict[str, list[Any]]:
    about = {"review__mention": mention.pk}
    assessments = list(_keys("reviews.Assessment", assignment__review__mention=mention.pk))
    return {
        "claims_claim": [mention.claim_id],
        "claims_mention": [mention.pk],
        "claims_anchor": list(_keys("claims.Anchor", mention=mention.pk)),
        "reviews_review": list(_keys("reviews.Review", mention=mention.pk)),
        "reviews_assignment": list(_keys("reviews.Assignment", **about)),
        "reviews_comment": list(_keys("reviews.Comment", **about)),
        "reviews_reply": list(_keys("reviews.Reply", **about)),
        "reviews_assessment": assessments,
        "reviews_flaganswer": list(_keys("reviews.FlagAnswer", assessment__in=assessments)),
        "reviews_evidenceitem": list(_keys("reviews.EvidenceItem", assessment__in=assessments)),
    }


def _keys(model: str, **about: Any) -> QuerySet[Any]:
    return apps.get_model(model)._default_manager.filter(**about).values_list("pk", flat=True)


def _shown(event: Event, people: dict[int, str], names: dict[str, str]) -> Shown:
    before, after = event.before or {}, event.after or {}
    changes = [(name, _value(before.get(name)), _value(after.get(name))) for name in sorted({*before, *after})]
    who = people.get(event.person, f"Person {event.person}") if event.person is not None else event.who.capitalize()
    return Shown(
        event.at,
        who,
        in_words(event.why),
        event.table,
        event.row,
        names.get(event.table, event.table),
        event.get_action_display(),
        [change for change in changes if change[1] or change[2]],
    )


def _value(value: Any) -> str:
    """A value in one short line. Digests stand for what the history does not hold in words."""
    if value is None or value == "":
        return ""
    if isinstance(value, dict) and set(value) == {"sha256"}:
        return "(not shown)"
    text = " ".join(str(value).split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
