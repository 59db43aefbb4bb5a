"""Feeds: added, paused and removed by people, asked by jobs. What is new in one becomes an intake."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from factcheck.accounts.permissions import Actor, person, require
from factcheck.articles import robots
from factcheck.articles.actions import intakes, outlets
from factcheck.articles.addresses import key_of
from factcheck.articles.extraction import Entry, FeedFound, Original, Unreadable, read_feed
from factcheck.articles.fetching import FEED, Fetched, Refused
from factcheck.articles.models import Article, Feed, FeedEntry, Intake, IntakeState

INTERVAL = timedelta(minutes=30)
LONGEST = timedelta(days=1)
"""Between two questions to a feed that fails again and again."""
AT_ONCE = 30
"""New entries that are taken from one answer; older ones are noted and left."""
GONE = 410


@transaction.atomic
def add(*, url: str, by: Actor, outlet: str = "", is_automatic: bool = False) -> Feed:
    """A new feed, asked at once. Raises ValidationError naming `url`."""
    require(by, "feeds.manage")
    feed = Feed(url=url.strip(), is_automatic=is_automatic, added_by=person(by))
    if not feed.url.startswith(("http://", "https://")) or not feed.url.isprintable():
        raise ValidationError({"url": "This is no web address. Give one that begins with https:// or http://."})
    if Feed.objects.filter(url=feed.url).exists():
        raise ValidationError({"url": "This feed is asked already. Look for it in the list."})
    feed.outlet = outlets.find_or_add(name=outlet, by=by) if outlet.strip() else None
    feed.full_clean()
    feed.save()
    _queue(feed)
    return feed


@transaction.atomic
def pause(*, feed: Feed, by: Actor) -> None:
    require(by, "feeds.manage")
    Feed.objects.filter(pk=feed.pk).update(is_active=False)


@transaction.atomic
def ask_now(*, feed: Feed, by: Actor) -> None:
    """Ask it now, also one that was paused."""
    require(by, "feeds.manage")
    Feed.objects.filter(pk=feed.pk).update(is_active=True, next_poll_at=timezone.now())
    _queue(feed)


@transaction.atomic
def remove(*, feed: Feed, by: Actor) -> None:
    """Ask it no more and forget what it named. Proposals of it that nobody accepted go with it; what was fetched
    stays."""
    require(by, "feeds.manage")
    for intake in Intake.objects.proposed().filter(feed_entry__feed=feed):
        intakes.discard(intake=intake, by=by)
    Feed.objects.filter(pk=feed.pk).delete()


def _queue(feed: Feed) -> None:
    from factcheck.articles import tasks

    tasks.poll_feed.defer(feed=feed.pk)


def poll(*, feed: Feed, by: Literal["system"]) -> None:
    """Ask the feed what is new, as a worker does, if it is due: of several at a time one asks."""
    now = timezone.now()
    if not Feed.objects.due().filter(pk=feed.pk).update(next_poll_at=now + INTERVAL, polled_at=now):
        return
    feed = Feed.objects.select_related("outlet").get(pk=feed.pk)
    validators = {"If-None-Match": feed.etag, "If-Modified-Since": feed.last_modified}
    try:
        robots.require(feed.url, intakes.fetcher())
        fetched = intakes.fetcher().fetch(
            feed.url, accept=FEED, validators={name: value for name, value in validators.items() if value}
        )
        if fetched.is_unchanged:
            Feed.objects.filter(pk=feed.pk).update(failures=0, last_error="")
            return
        found = read_feed(Original(fetched.body, fetched.media_type, fetched.charset, fetched.url))
    except Refused as refused:
        _failed(feed, now, str(refused), wait=refused.retry_after or 0, is_gone=refused.status == GONE)
    except Unreadable as problem:
        _failed(feed, now, str(problem))
    except Exception as error:
        _failed(feed, now, f"It broke off: {type(error).__name__}. The log has the details.")
        raise
    else:
        _take(feed, found, fetched)


def _failed(feed: Feed, now: datetime, reason: str, *, wait: int = 0, is_gone: bool = False) -> None:
    """Longer from failure to failure, and as long as the server asks."""
    failures = feed.failures + 1
    pause_for = max(min(INTERVAL * 2 ** min(failures, 10), LONGEST), timedelta(seconds=wait))
    Feed.objects.filter(pk=feed.pk).update(
        failures=failures, last_error=reason, next_poll_at=now + pause_for, is_active=feed.is_active and not is_gone
    )


@transaction.atomic
def _take(feed: Feed, found: FeedFound, fetched: Fetched) -> None:
    """What is new becomes intakes, all or nothing with the validators: what broke off is asked for again."""
    tag, modified = fetched.header("etag"), fetched.header("last-modified")
    Feed.objects.filter(pk=feed.pk).update(
        title=found.title,
        etag=tag if len(tag) <= 500 else "",
        last_modified=modified if len(modified) <= 100 else "",
        failures=0,
        last_error="",
    )
    known = set(feed.entries.values_list("key", flat=True))
    fresh = [entry for entry in found.entries if entry.key not in known]
    for number, entry in enumerate(fresh):
        intake = _proposed(feed, entry) if number < AT_ONCE and not _is_known(entry.url) else None
        FeedEntry.objects.create(feed=feed, key=entry.key, url=entry.url, title=entry.title, intake=intake)


def _is_known(url: str) -> bool:
    """Whether the page is an article or an intake already, at this address in any of its forms."""
    return Article.objects.at(url).exists() or Intake.objects.filter(address_key=key_of(url)).exists()


def _proposed(feed: Feed, entry: Entry) -> Intake:
    return intakes.ask(
        by="system",
        url=entry.url,
        title=entry.title,
        published_on=entry.published_on,
        typed={"outlet": feed.outlet.name} if feed.outlet else {},
        state=IntakeState.WAITING if feed.is_automatic else IntakeState.PROPOSED,
    )
