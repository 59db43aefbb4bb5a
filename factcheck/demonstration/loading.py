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
from factcheck.articles.models import Article, ObtainedHow, Outlet
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
    """People, outlet, articles and verdicts, once: what became of them since stays, and who was erased does not come
    back. An article that is there is only checked again, where the record or the rules are others now.

    Raises NotADemonstration with DATABASE_URL set: these passwords are known to everybody.
    """
    require_embedded()
    file = tomllib.loads(FILE.read_text(encoding="utf-8"))
    slugs = [row["slug"] for row in file["article"]]
    there = list(Article.objects.filter(slug__in=slugs).with_latest_version())
    users = 0 if there else _add_users()
    found = there or _add_articles(file, by)
    index = current_index()
    checkings = 0
    for article in found:
        version = article.latest_version
        assert version is not None, "an article has a text"
        before = version.checkings.count()
        check_version(version=version, by=by, index=index)
        checkings += version.checkings.count() - before
        places.open_reviews(version=version, by=by)
    if not there:
        verdicts.load(index)
    return Loaded(users, 0 if there else len(found), checkings)


def _add_users() -> int:
    """Hashing a password takes its time on purpose, so it is done for new people only."""
    known = set(User.objects.filter(email__in=[person.email for person in PEOPLE]).values_list("email", flat=True))
    new = [person for person in PEOPLE if person.email not in known]
    for person in new:
        User.objects.create_user(person.email, person.password, name=person.name, role=person.role)
    return len(new)


def _add_articles(file: dict[str, Any], by: Actor) -> list[Article]:
    """The articles of the file, published."""
    outlet = outlets.find_or_add(name=file["outlet"]["name"], by=by)
    return [articles.publish(article=_add_article(row, outlet, by), by=by) for row in file["article"]]


def _add_article(row: dict[str, Any], outlet: Outlet, by: Actor) -> Article:
    about: dict[str, Any] = {name: row[name] for name in ("title", "standfirst", "author", "published_on")}
    text = row["text"].strip()
    return articles.add(slug=row["slug"], outlet=outlet, text=text, obtained_how=ObtainedHow.WRITTEN, by=by, **about)
