"""Under which names verdicts are found: as they are published, corrected, told of and withdrawn, and no others."""

from __future__ import annotations

import pytest

from factcheck.articles.actions import articles as article_actions
from factcheck.articles.models import Article
from factcheck.claims.models import Finding
from factcheck.verdicts import queries
from factcheck.verdicts.actions import correcting, publishing
from factcheck.verdicts.actions.deciding import Decided
from factcheck.verdicts.models import Topic, Verdict
from tests.factories import articles, verdicts
from tests.factories.accounts import user
from tests.factories.verdicts import GIVEN

pytestmark = pytest.mark.django_db


def names(verdict: Verdict) -> set[str]:
    return set(Topic.objects.filter(verdict=verdict).values_list("name", flat=True))


def times_agree() -> bool:
    rows = Topic.objects.select_related("verdict")
    return all((one.published_at, one.told_at) == (one.verdict.published_at, one.verdict.told_at) for one in rows)


def of_outlet(verdict: Verdict, name: str) -> None:
    article = verdict.versions.get().mention.version.article_id
    Article.objects.filter(pk=article).update(outlet=articles.outlet(name))


def test_topics_are_those_of_what_readers_find() -> None:
    verdict = verdicts.approved()
    of_outlet(verdict, "The Gazette")
    article_actions.publish(article=verdict.versions.get().mention.version.article, by="system")
    assert not names(verdict)
    publishing.publish(verdict=verdict, by=user("editor"))
    assert names(verdict) == {"state:BRA", "outlet:the-gazette"}
    assert times_agree()
    publishing.withdraw(verdict=verdict, by=user("editor"), why="Wrong.")
    assert names(verdict) == {"state:BRA", "outlet:the-gazette"}
    assert times_agree()


def test_topics_follow_the_wording_that_counts_and_its_article() -> None:
    verdict = verdicts.published()
    of_outlet(verdict, "The Gazette")
    assert names(verdict) == {"state:BRA", "outlet:the-gazette"}
    Finding.objects.update(asserted={"subjects": ["FRA", "FRA", "EU", "IND"]})
    given = Decided(GIVEN.claim_text, "Other words.", 2, waiver="x")
    correction = correcting.propose(
        verdict=verdict, by=user("editor"), given=given, change="update", notice="Other words."
    )
    correcting.approve(correction=correction, by=user("editor"))
    assert names(verdict) == {"state:FRA", "state:IND", "outlet:the-gazette"}
    assert times_agree()


def test_newest_of_several_topics_go_on_by_time_and_key() -> None:
    made = [verdicts.published() for _ in range(4)]
    mine = [one for one in made if one != made[1]]
    for one in mine:
        of_outlet(one, "Mine")
    both = [queries.state_topic("BRA"), queries.outlet_topic("mine")]
    keys = list(queries.keys_by_time(both, after=None, most=9))
    assert keys == [one.pk for one in reversed(mine)]
    after = (mine[-1].published_at, mine[-1].pk)
    assert list(queries.keys_by_time(both, after=after, most=1)) == keys[1:2]
    assert list(queries.keys_by_time([queries.state_topic("FRA")], after=None, most=9)) == []
    assert [one.verdict_id for one in queries.wordings(keys)] == keys
