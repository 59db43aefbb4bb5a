"""Kept pages are what a fresh rendering gives, whatever was done; and a change renders the pages that show it alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from factcheck.articles.actions import articles as article_actions
from factcheck.articles.models import Outlet
from factcheck.claims.models import FlagRaised, Mention
from factcheck.kept import tasks
from factcheck.kept.actions import keeping
from factcheck.kept.addresses import address
from factcheck.kept.models import Change, Page, Sweep
from factcheck.policies.actions import policies
from factcheck.policies.models import Policy
from factcheck.policies.queries import newest
from factcheck.record.models import Motion, Organization, Vote, VoteEvent
from factcheck.reviews.models import Assessment, EvidenceItem
from factcheck.verdicts import tasks as verdict_tasks
from factcheck.verdicts.actions import correcting, publishing, rechecking
from factcheck.verdicts.models import Correction, Verdict, VerdictVersion
from tests.factories import articles, reviews, verdicts
from tests.factories.accounts import user
from tests.kept import world
from tests.public import rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_pages")]


def newest_verdict() -> Verdict:
    return Verdict.objects.order_by("-pk")[0]


# ------------------------------------------------------------------------------------------------- whatever was done


def _publish_another() -> None:
    world.verdict(world.RATHER[1], outlet="The Times of Nowhere")


def _propose() -> None:
    given_ = verdicts.GIVEN
    correcting.propose(
        verdict=newest_verdict(), by=user("editor"), given=given_, change="minor", notice="A word was wrong."
    )


def _approve_correction() -> None:
    correction = Correction.objects.filter(outcome="").order_by("-pk").first()
    if correction:
        correcting.approve(correction=correction, by=user("editor"))


def _doubt() -> None:
    Verdict.objects.filter(pk=newest_verdict().pk).update(stands_on={"span": {"exact": "Other words."}})
    rechecking.recheck_texts([VerdictVersion.objects.latest("pk").mention.version])


def _reaffirm() -> None:
    rechecking.reaffirm(verdict=newest_verdict(), by=user("editor"), why="It stands.")


def _withdraw() -> None:
    publishing.withdraw(verdict=newest_verdict(), by=user("editor"), why="It was wrong.")


def _draft() -> None:
    world.draft(f"{reviews.WORDS}. Nobody knows of this yet, {Verdict.objects.count()} times.")


def _show_the_draft() -> None:
    world.show_article_of(newest_verdict())


def _publish_the_draft() -> None:
    publishing.publish(verdict=newest_verdict(), by=user("editor"))


def _take_back_the_article() -> None:
    article_actions.unpublish(article=world.article_of(Verdict.objects.earliest("pk")), by="system")


def _publish_the_article() -> None:
    article_actions.publish(article=world.article_of(Verdict.objects.earliest("pk")), by="system")


def _give_the_article_to_another_outlet() -> None:
    article = world.article_of(Verdict.objects.earliest("pk"))
    address_ = f"https://news.example/{Change.objects.count()}"
    article_actions.describe(article=article, by="system", outlet="The Other Ledger", canonical_url=address_)


def _new_text() -> None:
    article = world.article_of(Verdict.objects.earliest("pk"))
    words = f"{reviews.WORDS}. Version {article.versions.count() + 1}."
    article_actions.add_version(article=article, text=words, title="A new title", obtained_how="pasted", by="system")


def _appears_elsewhere() -> None:
    version = articles.version(text=f"{reviews.WORDS} again, {Mention.objects.count()} times.")
    mention = reviews.review(version=version).mention
    Mention.objects.filter(pk=mention.pk).update(claim=Verdict.objects.earliest("pk").claim)
    article_actions.publish(article=version.article, by="system")


def _flag() -> None:
    mention = Verdict.objects.earliest("pk").versions.earliest("number").mention
    flag = FlagRaised.objects.create(
        version=mention.version, checking=mention.version.checkings.get(is_current=True), code="same-day-omission",
        severity="high", start=mention.start, end=mention.end, ordinal=FlagRaised.objects.count(),
        explanation="Another vote of the day is left out.",
    )  # fmt: skip
    flag.mentions.add(mention)


def _rename_a_state() -> None:
    Organization.objects.filter(code="IND").update(name=f"India {Change.objects.count()}")


def _rename_the_outlet() -> None:
    Outlet.objects.filter(name__startswith="The Ledger").update(name=f"The Ledger of {Change.objects.count()}")


def _another_option() -> None:
    vote = Vote.objects.filter(event__motion__key=rows.KEY, organization__code="IND").get()
    Vote.objects.filter(pk=vote.pk).update(option="yes" if vote.option == "abstain" else "abstain")


def _another_title() -> None:
    Motion.objects.filter(key=rows.KEY).update(title=f"Title {Change.objects.count()}")


def _another_vote_that_day() -> None:
    rows.vote(f"A/RES/99/{Motion.objects.count()}", held_on=rows.DAY)


def _vote_moves_to_another_day() -> None:
    event = VoteEvent.objects.exclude(motion__key=rows.KEY).first()
    if event:
        VoteEvent.objects.filter(pk=event.pk).update(held_on=date(2025, 3, 3))


def _write_a_policy() -> None:
    now = newest(Policy.CORRECTIONS)
    policies.write(
        policy=Policy.CORRECTIONS, text=f"{now.text}\n\nMore.", note="More.", replaces=now.number, by=user("editor")
    )


def _sponsor() -> None:
    with connection.cursor() as cursor:  # as an import writes, past the models
        cursor.execute(
            "INSERT INTO record_sponsorship (motion_id, organization_id, role, source_id) SELECT m.id, o.id, 'author', "
            "m.source_id FROM record_motion m, record_organization o WHERE m.key = %s AND o.code = 'FRA' "
            "ON CONFLICT DO NOTHING",
            [rows.KEY],
        )


ACTS: dict[str, Callable[[], None]] = {
    name.strip("_").replace("_", " "): act
    for name, act in list(globals().items())
    if name.startswith("_") and callable(act) and getattr(act, "__module__", "") == __name__
}


@settings(
    max_examples=2,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.sampled_from(sorted(ACTS)), min_size=2, max_size=6))
@example(
    ["draft", "show the draft", "publish the draft", "doubt", "reaffirm", "propose", "approve correction", "flag",
     "take back the article", "another vote that day", "another option", "sponsor"]
)  # fmt: skip
@example(
    ["new text", "appears elsewhere", "another title", "another vote that day", "vote moves to another day",
     "rename a state", "rename the outlet", "give the article to another outlet", "write a policy",
     "publish another", "withdraw", "publish the article"]
)  # fmt: skip
def test_every_kept_page_is_what_a_fresh_rendering_gives(taken: list[str]) -> None:
    with transaction.atomic():
        _take_and_compare(taken)
        transaction.set_rollback(True)


def _take_and_compare(taken: list[str]) -> None:
    rows.vote()
    world.verdict()
    world.keep_all()
    for name in taken:
        try:
            ACTS[name]()
        except (ValidationError, PermissionDenied):
            continue  # the workflow has no such step now
    keeping.refresh()
    assert world.kept() == world.fresh()
    assert not Page.objects.filter(is_stale=True).exists()


# ----------------------------------------------------------------------------------------- the pages that show it alone


@pytest.fixture
def two() -> tuple[Verdict, Verdict]:
    """Two verdicts on claims about two votes of two days."""
    rows.vote()
    rows.vote("A/RES/99/1", held_on=rows.DAY - timedelta(days=1), item="other")
    made = world.verdict(), world.verdict(world.RATHER[1], key="A/RES/99/1", outlet="The Times of Nowhere")
    world.keep_all()
    return made


def about(verdict: Verdict) -> set[str]:
    article = world.article_of(verdict)
    return {
        address("verdict-detail", verdict.slug),
        address("verdict-version", verdict.slug, 1),
        address("verdict-card", verdict.slug),
        address("article-annotations", article.slug),
    }


FEEDS = {address(name) for name in ("verdict-list", "verdict-feed-full", "verdict-feed-json")}


def test_change_renders_the_pages_that_show_it_and_no_others(two: tuple[Verdict, Verdict]) -> None:
    one, other = two
    publishing.withdraw(verdict=one, by=user("editor"), why="It was wrong.")
    rendered = set(keeping.refresh())
    assert about(one) <= rendered
    assert rendered >= FEEDS
    assert not rendered & about(other)
    assert address("outlet-feed", Outlet.objects.get(name="The Ledger").slug) in rendered
    nothing_of_it = {
        address("article-detail", world.article_of(other).slug),
        address("vote-detail", "A/RES/99/1"),
        address("state-detail", "IND"),
        address("policy-detail", "corrections"),
    }
    assert not rendered & nothing_of_it


def test_vote_that_changes_is_rendered_where_it_is_shown(two: tuple[Verdict, Verdict]) -> None:
    one, other = two
    Vote.objects.filter(event__motion__key=rows.KEY, organization__code="IND").update(option="yes")
    rendered = set(keeping.refresh())
    assert {address("vote-detail", rows.KEY), address("state-detail", "IND")} <= rendered
    assert address("verdict-detail", one.slug) in rendered
    assert not rendered & {
        address("verdict-detail", other.slug),
        address("vote-detail", "A/RES/99/1"),
        address("verdict-list"),
        address("policy-detail", "corrections"),
    }


def test_change_of_nothing_that_is_shown_renders_nothing(two: tuple[Verdict, Verdict]) -> None:
    person = one_who_decided = two[0].versions.get().decided_by
    assert person is not None
    type(one_who_decided).objects.filter(pk=person.pk).update(last_login=timezone.now())
    Verdict.objects.filter(pk=two[0].pk).update(slug=two[0].slug)
    assert keeping.refresh() == []


def test_long_lists_and_feeds_are_left_by_what_is_not_in_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many rows there are: a list depends on those that it shows, and on what can come into it."""
    monkeypatch.setattr("factcheck.kept.recording.MOST", 8)
    monkeypatch.setattr("factcheck.web.pages.page_of.__defaults__", (2, None))
    monkeypatch.setattr("factcheck.public.views.feeds.IN_FEED", 2)
    monkeypatch.setattr("factcheck.public.views.home.VERDICTS", 2)
    rows.vote()
    made = [world.verdict(f"{reviews.WORDS}, {number}.") for number in range(9)]
    world.keep_all()
    world.draft(f"{reviews.WORDS}. Nobody knows of this yet.")
    lists = {address(name) for name in ("home", "verdict-list", "verdict-feed-full", "correction-list")}
    assert not lists & set(keeping.refresh())
    elsewhere = world.verdict(f"{reviews.WORDS} elsewhere.", outlet="The Times of Nowhere")
    rendered = set(keeping.refresh())
    assert rendered >= FEEDS | about(elsewhere)
    assert address("outlet-feed", world.article_of(made[0]).outlet.slug) not in rendered
    assert world.kept() == world.fresh()


def test_news_makes_no_place_for_what_was_there_long_before(
    two: tuple[Verdict, Verdict], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One verdict more does not cost a walk through all; every night there is one."""
    one, other = two
    gone = about(one) | about(other)
    Page.objects.filter(path__in=gone).delete()
    monkeypatch.setattr(keeping, "MARGIN", -timedelta(hours=1))
    publishing.withdraw(verdict=one, by=user("editor"), why="It was wrong.")
    assert not set(keeping.refresh()) & gone
    monkeypatch.undo()
    _doubt()
    rendered = set(keeping.refresh())
    assert (
        about(newest_verdict()) - {address("article-annotations", world.article_of(newest_verdict()).slug)} <= rendered
    )
    keeping.sweep()
    assert gone <= world.kept().keys()


def test_policy_that_is_written_renders_itself(two: tuple[Verdict, Verdict]) -> None:
    _write_a_policy()
    rendered = set(keeping.refresh())
    assert rendered == {f"/policies/corrections/{end}" for end in ("", "1/", "2/")}


# ----------------------------------------------------------------------------------------------- what is not to be seen


def test_verdict_whose_evidence_is_an_address_is_kept_too() -> None:
    rows.vote()
    one = world.verdict()
    assessment = Assessment.objects.filter(assignment__review=one.versions.get().review)[0]
    EvidenceItem.objects.create(assessment=assessment, side="for", url="https://example.org/minutes", ordinal=9)
    world.keep_all()
    assert world.kept()[address("verdict-detail", one.slug)][0] == 200


def test_draft_is_on_no_page_until_it_is_published() -> None:
    rows.vote()
    world.verdict()
    world.keep_all()
    before = world.kept()
    draft = world.draft("Brazil voted against the resolution, secretly.")
    keeping.refresh()
    assert world.kept() == before
    world.show_article_of(draft)
    publishing.publish(verdict=draft, by=user("editor"))
    keeping.refresh()
    assert world.kept()[address("verdict-detail", draft.slug)][0] == 200
    assert world.kept()["/verdicts/"] != before["/verdicts/"]


def test_embargoed_verdict_appears_when_its_time_has_come() -> None:
    draft = world.draft()
    world.show_article_of(draft)
    world.keep_all()
    publishing.schedule(verdict=draft, by=user("editor"), at=timezone.now() + timedelta(hours=1))
    verdict_tasks.publish_due(0)
    keeping.refresh()
    assert address("verdict-detail", draft.slug) not in world.kept()
    (due,) = publishing.due(timezone.now() + timedelta(hours=2))
    publishing.publish(verdict=due, by="system")
    keeping.refresh()
    assert world.kept()[address("verdict-detail", draft.slug)][0] == 200


def test_article_that_is_taken_back_is_served_no_more() -> None:
    verdict = world.verdict()
    world.keep_all()
    article = world.article_of(verdict)
    article_actions.unpublish(article=article, by="system")
    keeping.refresh()
    assert world.kept()[address("article-detail", article.slug)][0] == 410
    assert bytes(Page.objects.get(path=address("article-detail", article.slug)).gzip) == b""


# -------------------------------------------------------------------------------------------------------------- jobs


def jobs() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'factcheck.kept.tasks.refresh'")
        return int(cursor.fetchone()[0])


def test_change_of_what_a_page_shows_puts_one_job_into_the_queue(two: tuple[Verdict, Verdict]) -> None:
    before = jobs()
    publishing.withdraw(verdict=two[0], by=user("editor"), why="It was wrong.")
    assert jobs() == before + 1


def test_work_on_what_no_page_shows_puts_none() -> None:
    world.draft()
    assert jobs() == 0
    assert Change.objects.exists()


def test_look_keeps_everything_once_for_an_edition() -> None:
    world.verdict()
    tasks.look(0)
    assert Sweep.objects.get().edition == Page.objects.first().edition  # type: ignore[union-attr]
    assert not Page.objects.filter(is_stale=True).exists()
    _rename_the_outlet()
    tasks.look(0)
    assert world.kept() == world.fresh()


def test_pages_of_another_edition_are_rendered_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    world.verdict()
    world.keep_all()
    Page.objects.update(edition="another")
    Sweep.objects.update(edition="another")
    tasks.look(0)
    assert not Page.objects.filter(edition="another").exists()


def test_without_an_address_nothing_is_kept(settings: object) -> None:
    settings.PUBLIC_ADDRESS = ""  # type: ignore[attr-defined]
    tasks.look(0)
    tasks.refresh()
    assert not Page.objects.exists()


def test_changes_are_forgotten_when_no_rendering_can_have_missed_them() -> None:
    world.draft()
    keeping.note_changes()
    assert keeping.forget_changes() == 0
    Change.objects.update(at=timezone.now() - timedelta(hours=1))
    assert keeping.forget_changes() > 0
    assert not Change.objects.exists()


def test_page_that_fails_is_not_kept_and_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    verdict = world.verdict()
    world.keep_all()

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr("factcheck.web.verdicts.left_out.tables", fail)
        _rename_the_outlet()
        keeping.refresh()
        page = Page.objects.get(path=address("verdict-detail", verdict.slug))
        assert (page.status, page.reason) == (0, "answers 500")
    _rename_the_outlet()
    keeping.refresh()
    assert world.kept() == world.fresh()
