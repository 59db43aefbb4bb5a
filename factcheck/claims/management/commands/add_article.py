"""`manage.py add_article PATH [--slug S] [--title T] [--outlet NAME] [--url URL] [--published DATE] ...`."""

from __future__ import annotations

import sys
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from factcheck.accounts.models import User
from factcheck.accounts.permissions import Actor
from factcheck.articles.actions import articles, outlets
from factcheck.articles.models import Article, ArticleVersion, ObtainedHow
from factcheck.claims import inputs
from factcheck.claims.actions.checking import check_version
from factcheck.claims.management.commands.check_articles import day
from factcheck.claims.models import Checking
from factcheck.record.management import preparation


class Command(BaseCommand):
    help = (
        "Store an article, check it against the record, and store what was found. An article whose short name (or "
        "address) is known already gets a new version; the same text twice makes none. All or nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", metavar="PATH", help="a text whose first line is the headline, or - for stdin")
        parser.add_argument("--slug", default="", help="short name in addresses; made of the headline by default")
        parser.add_argument("--title", help="the headline; the whole file is then the text")
        parser.add_argument("--outlet", default="", metavar="NAME", help="who published it")
        parser.add_argument("--url", default="", help="its address")
        parser.add_argument("--author", default="", help="its by-line")
        parser.add_argument("--published", type=day, metavar="DATE", help="YYYY-MM-DD; without it 'Monday' stays open")
        parser.add_argument("--publish", action="store_true", help="show it on the public pages at once")
        parser.add_argument("--by", metavar="EMAIL", help="who adds it; the system by default")

    def handle(self, *args: Any, path: str, **options: Any) -> None:
        title, text = self._read(path, options["title"])
        preparation.ensure_record(self.stderr.write)
        by = self._actor(options["by"])
        try:
            with transaction.atomic():
                version, is_new, checking = store(title=title, text=text, by=by, options=options)
        except ValidationError as error:
            raise CommandError(in_one_line(path, error)) from None
        except PermissionDenied as error:
            raise CommandError(f"{options['by']} may not do this. {error}") from None
        was = "stored" if is_new else "was stored before"
        self.stdout.write(f"{version.article.slug}: version {version.number} {was} ({version.language}).")
        self.stdout.write(f"{checking.findings.count()} findings, {checking.flags_raised.count()} flags.")
        for note in checking.notes:
            self.stdout.write(f"Note: {note}")

    def _read(self, path: str, title: str | None) -> tuple[str, str]:
        """Headline and text. The headline is stored without the white space around it."""
        source = inputs.read_one(path, sys.stdin.buffer, title=title)
        if source.article is None:
            raise CommandError(f"{source.where}: {source.problem} Nothing was stored.")
        return (source.article.title or "").strip(), source.article.text

    def _actor(self, email: str | None) -> Actor:
        if email is None:
            return "system"
        try:
            return User.objects.get_by_natural_key(email)
        except User.DoesNotExist:
            raise CommandError(f"There is no user {email}.") from None


def store(*, title: str, text: str, by: Actor, options: dict[str, Any]) -> tuple[ArticleVersion, bool, Checking]:
    """The version, whether it is new, and what was found. Raises ValidationError and PermissionDenied."""
    about = {
        "text": text,
        "title": title,
        "author": options["author"],
        "published_on": options["published"],
        "obtained_how": ObtainedHow.FILE,
        "by": by,
    }
    article = known_article(slug=options["slug"], url=options["url"])
    if article is None:
        outlet = outlets.find_or_add(name=options["outlet"], by=by) if options["outlet"] else None
        article = articles.add(slug=options["slug"], outlet=outlet, canonical_url=options["url"], **about)
        version, is_new = article.versions.get(), True
    else:
        refuse_other_facts_about(article, outlet=options["outlet"].strip(), url=options["url"])
        before = article.versions.count()
        version = articles.add_version(article=article, **about)
        is_new = version.number > before
    checking = check_version(version=version, by=by)
    if options["publish"]:
        articles.publish(article=article, by=by)
    return version, is_new, checking


def refuse_other_facts_about(article: Article, *, outlet: str, url: str) -> None:
    """What was given must not be dropped in silence: raise ValidationError where the stored article says otherwise."""
    known = article.outlet.name if article.outlet else ""
    if outlet and outlet.lower() != known.lower():
        raise ValidationError({"outlet": f"{article.slug} is stored with the outlet “{known}”. Leave --outlet out."})
    if url and url != article.canonical_url:
        raise ValidationError({"url": f"{article.slug} is stored with “{article.canonical_url}”. Leave --url out."})


def known_article(*, slug: str, url: str) -> Article | None:
    if slug and (found := Article.objects.filter(slug=slug).first()):
        return found
    return Article.objects.filter(canonical_url=url).first() if url else None


def in_one_line(path: str, error: ValidationError) -> str:
    """Field, reason and what to do, for each field that was refused."""
    reasons = (
        " ".join(f"{field}: {message}" for field, messages in error.message_dict.items() for message in messages)
        if hasattr(error, "error_dict")
        else " ".join(error.messages)
    )
    return f"{path}: {reasons} Nothing was stored."
