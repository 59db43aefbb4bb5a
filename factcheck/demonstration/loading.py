"""Write the demonstration newsroom into the database."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from factcheck.accounts.models import User
from factcheck.accounts.permissions import Actor
from factcheck.articles.actions import articles, outlets
from factcheck.articles.models import Article, ArticleVersion, ObtainedHow, Outlet
from factcheck.claims.actions.checking import check_version
from factcheck.claims.checking_index import current_index
from factcheck.demonstration import verdicts
from factcheck.demonstration.logins import PEOPLE
from factcheck.reviews.actions import places

FILE = Path(__file__).parent / "articles.toml"


class NotADemonstration(Exception):
    """The database is not the embedded one."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was new. All zero when there was nothing to do."""

    users: int
    versions: int
    checkings: int


def require_embedded() -> None:
    """Raise NotADemonstration where DATABASE_URL names another database."""
    if not settings.IS_EMBEDDED:
        raise NotADemonstration(
            "The demonstration newsroom has public passwords and is for the embedded database only: unset DATABASE_URL."
        )


@transaction.atomic
def load(*, by: Actor) -> Loaded:
    """People, outlet and articles, each checked and published; what is there already stays as it is.

    Raises NotADemonstration with DATABASE_URL set: these passwords are known to everybody.
    """
    require_embedded()
    users = _add_users()
    file = tomllib.loads(FILE.read_text(encoding="utf-8"))
    outlet = outlets.find_or_add(name=file["outlet"]["name"], by=by)
    index = current_index()
    versions = checkings = 0
    for row in file["article"]:
        article, version, is_new = _add_version(row, outlet, by)
        versions += is_new
        before = version.checkings.count()
        check_version(version=version, by=by, index=index)
        checkings += version.checkings.count() - before
        articles.publish(article=article, by=by)
        places.open_reviews(version=version, by=by)
    verdicts.load(index)
    return Loaded(users, versions, checkings)


def _add_users() -> int:
    """Hashing a password takes its time on purpose, so it is done for new people only."""
    known = set(User.objects.filter(email__in=[person.email for person in PEOPLE]).values_list("email", flat=True))
    new = [person for person in PEOPLE if person.email not in known]
    for person in new:
        User.objects.create_user(person.email, person.password, name=person.name, role=person.role)
    return len(new)


def _add_version(row: dict[str, Any], outlet: Outlet, by: Actor) -> tuple[Article, ArticleVersion, bool]:
    about: dict[str, Any] = {name: row[name] for name in ("title", "standfirst", "author", "published_on")}
    about |= {"text": row["text"].strip(), "obtained_how": ObtainedHow.WRITTEN, "by": by}
    article = Article.objects.filter(slug=row["slug"]).first()
    if article is None:
        article = articles.add(slug=row["slug"], outlet=outlet, **about)
        return article, article.versions.get(), True
    before = article.versions.count()
    version = articles.add_version(article=article, **about)
    return article, version, version.number > before
