"""The page of the history: what it shows of whom, what it keeps from whom, and what it costs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from factcheck.accounts.models import User
from factcheck.articles.models import Outlet
from factcheck.audit import verifying
from factcheck.audit.context import acting
from factcheck.audit.models import Event, Verification
from factcheck.reviews import history as blindness
from factcheck.reviews.actions import notes
from factcheck.reviews.models import Assessment, Review
from factcheck.web import history
from factcheck.web.history import Wanted
from tests.audit import rows
from tests.factories import articles, reviews, verdicts
from tests.factories.accounts import user

pytestmark = pytest.mark.django_db
PAGE = reverse("desk:history")
TOKENS = ("zebra-rationale", "zebra-comment", "zebra-note", "zebra-reason", "zebra-way", "wrong_vote")


@pytest.fixture
def editor(client: Client) -> User:
    person = user("editor", name="Edda Editor")
    client.force_login(person)
    return person


def judged_by_one() -> Review:
    made, first = reviews.review(flags=1), user(name="First Person")
    with acting(first, "zebra"):
        reviews.assessed(
            made,
            first,
            framing="wrong_vote",
            rationale="zebra-rationale",
            answers={made.mention.flags[0].pk: ("dismissed", "zebra-reason")},
            evidence=[("for", "https://zebra.example/", "zebra-note")],
        )
        notes.comment(review=made, by=first, text="zebra-comment")
        notes.ask(review=made, by=first, asked="An outlet", how="zebra-way", asked_on=timezone.localdate(), due_on=None)
    return made


def test_change_is_shown_with_who_when_before_after_and_why(client: Client, editor: User) -> None:
    outlet = articles.outlet(name="An Outlet")
    client.post(reverse("desk:outlet-detail", args=[outlet.slug]), {"corrections_email": "c@outlet.example"})
    text = client.get(PAGE, {"table": "articles_outlet", "row": outlet.pk}).text
    assert (
        "Edda Editor" in text
        and "described an outlet" in text
        and "desk:" not in text
        and "<ins>c@outlet.example</ins>" in text
    )
    assert text.index("changed") < text.index("added"), "the newest first"


def test_filters_narrow_and_nonsense_is_told(client: Client, editor: User) -> None:
    with acting(editor, "because"):
        mine = articles.outlet(name="Mine")
    other = articles.outlet(name="Other")
    by_me = client.get(PAGE, {"table": "articles_outlet", "person": editor.pk}).text
    assert "<ins>Mine</ins>" in by_me and "<ins>Other</ins>" not in by_me
    today = timezone.localdate()
    for since, until, shown in (
        (today, today, True),
        (today + timedelta(1), "", False),
        ("", today - timedelta(1), False),
    ):
        text = client.get(PAGE, {"table": "articles_outlet", "since": since, "until": until}).text
        assert ("<ins>Mine</ins>" in text) is shown and ("<ins>Other</ins>" in text) is shown
    for wrong in ({"table": "pg_shadow"}, {"person": "x"}, {"since": "tomorrow"}):
        assert client.get(PAGE, wrong).status_code == 422
    for wrong in ({"before": "-1"}, {"verdict": "x"}, {"nonsense": "1"}):
        assert client.get(PAGE, wrong).status_code == 400
    assert mine.pk != other.pk


def test_verdict_claim_and_article_lead_to_their_history(client: Client, editor: User) -> None:
    verdict = verdicts.published()
    verdicts.published()
    version = verdict.versions.get()
    places = {
        reverse("desk:verdict-detail", args=[verdict.pk]): f"?verdict={verdict.pk}",
        reverse("desk:claim-detail", args=[version.mention_id]): f"?claim={version.mention_id}",
        reverse("desk:article-detail", args=[version.mention.version.article.slug]): (
            f"?article={version.mention.version.article.slug}"
        ),
    }
    for address, query in places.items():
        assert PAGE + query in client.get(address).text
        shown = client.get(PAGE + query)
        assert shown.status_code == 200 and shown.context["page"].rows
    rows_shown = client.get(f"{PAGE}?verdict={verdict.pk}").context["page"].rows
    assert {row.table for row in rows_shown} >= {"verdicts_verdict", "verdicts_verdictversion", "verdicts_happening"}
    assert {row.row for row in rows_shown if row.table == "verdicts_verdict"} == {str(verdict.pk)}


@pytest.mark.parametrize("role", ["editor", "administrator"])
def test_what_one_reviewer_did_is_withheld_until_both_are_in(client: Client, role: str) -> None:
    review, second = judged_by_one(), user(role)
    client.force_login(second)
    first = User.objects.get(name="First Person")
    ways: list[dict[str, Any]] = [{}, {"claim": review.mention_id}, {"person": first.pk}]
    ways += [{"table": table} for table in blindness.TABLES]
    for way in ways:
        answer = client.get(PAGE, way)
        assert [token for token in TOKENS if token in answer.text] == [], way
        assert not [row for row in answer.context["page"].rows if row.table in blindness.TABLES], way
        assert answer.context["following"] == ""
    reviews.assessed(review, second)
    text = client.get(PAGE, {"claim": review.mention_id}).text
    assert [token for token in TOKENS if token not in text] == []


def test_what_was_deleted_while_it_was_blind_stays_withheld(client: Client, editor: User) -> None:
    review = judged_by_one()
    Assessment.objects.get().evidence.all().delete()
    assert Event.objects.filter(table="reviews_evidenceitem", action="delete").exists()
    assert "zebra" not in client.get(PAGE, {"table": "reviews_evidenceitem"}).text
    reviews.assessed(review, user())
    assert "zebra-note" in client.get(PAGE, {"table": "reviews_evidenceitem"}).text


def test_own_doing_is_shown_to_oneself_only(client: Client, editor: User) -> None:
    review = reviews.review()
    with acting(editor, "mine"):
        reviews.assessed(review, editor, rationale="zebra-rationale")
    assert "zebra-rationale" in client.get(PAGE, {"table": "reviews_assessment"}).text
    client.force_login(user("administrator"))
    assert "zebra-rationale" not in client.get(PAGE, {"table": "reviews_assessment"}).text


def test_every_table_of_assessments_is_withheld() -> None:
    """A table that comes and leads to an assessment must be decided on here."""
    from factcheck.audit.tables import AUDITED

    names = {table.name for table in AUDITED if table.name.startswith("reviews_")}
    assert names - set(blindness.TABLES) == {"reviews_review", "reviews_interest"}


def test_accounts_are_for_administrators(client: Client, editor: User) -> None:
    assert not any(name.startswith(history.PRIVATE) for name in history.table_names(editor))
    assert client.get(PAGE, {"table": "accounts_user"}).status_code == 422
    assert not [row for row in client.get(PAGE).context["page"].rows if row.table.startswith("accounts_")]
    client.force_login(user("administrator"))
    shown = client.get(PAGE, {"table": "accounts_user"})
    assert shown.context["page"].rows and "Edda Editor</ins>" not in shown.text and "(not shown)" in shown.text


def test_pages_go_through_every_event_once_around_those_withheld(client: Client, editor: User) -> None:
    judged_by_one()
    for number in range(130):
        articles.outlet(name=f"Outlet number {number}")
        if number % 40 == 0:
            judged_by_one()
    seen: list[str] = []
    query = "table=articles_outlet"
    while query:
        answer = client.get(f"{PAGE}?{query}")
        seen += [row.row for row in answer.context["page"].rows]
        query = answer.context["following"]
    expected = Event.objects.filter(table="articles_outlet").exclude(row="").order_by("-pk")
    assert seen == list(expected.values_list("row", flat=True)) and len(seen) >= 130


def test_page_asks_as_much_for_many_as_for_few(client: Client, editor: User) -> None:
    judged_by_one()
    with CaptureQueriesContext(connection) as few:
        client.get(PAGE)
    for _ in range(4):
        judged_by_one()
    with CaptureQueriesContext(connection) as many:
        client.get(PAGE)
    assert len(many) <= len(few) + 2 <= 40


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(table="articles_outlet"),
        Wanted(table="articles_outlet", row="5"),
        Wanted(person=1),
        Wanted(before=50_000),
        Wanted(since=timezone.localdate() - timedelta(days=50), until=timezone.localdate() - timedelta(days=49)),
    ],
)
def test_no_page_reads_the_history_from_end_to_end(wanted: Wanted) -> None:
    """Of 60,000 events, a page touches few: the plan is asked for how many rows it read."""
    rows.run("SET session_replication_role = replica")
    rows.run(
        'INSERT INTO audit_event (at, txid, person, who, why, "table", "row", action, after) '
        "SELECT now() - (60000 - n) * interval '2 minutes', n, CASE WHEN n %% 7 = 0 THEN n %% 5 + 1 END, "
        "CASE WHEN n %% 7 = 0 THEN '' ELSE 'system' END, '', CASE WHEN n %% 1000 = 0 THEN 'articles_outlet' ELSE "
        "'articles_article' END, (n %% 500)::text, 'insert', '{}' FROM generate_series(1, 60000) n"
    )
    rows.run("SET session_replication_role = origin")
    rows.run("ANALYZE audit_event")
    found = history._rows(wanted, history.table_names(user("administrator")))
    plan = found[: history.PIECE].explain(analyze=True, timing=False, buffers=True, format="json")
    import json

    def read(node: dict[str, Any]) -> int:
        own = node["Actual Rows"] * node["Actual Loops"] + node.get("Rows Removed by Filter", 0) * node["Actual Loops"]
        return int(own) + sum(read(child) for child in node.get("Plans", []))

    assert read(json.loads(plan)[0]["Plan"]) < 12_000, plan


def test_state_of_the_chain_is_shown_as_it_was_proved(client: Client, editor: User) -> None:
    assert "It has not been proved yet" in client.get(PAGE).text
    articles.outlet()
    rows.chain()
    assert verifying.prove(is_whole=True).problems == 0
    assert "It holds, as proved" in client.get(PAGE).text
    key = Outlet.objects.get().pk
    rows.unseen(f"UPDATE articles_outlet SET name = 'Tampered' WHERE id = {key}")  # noqa: S608
    assert verifying.prove(is_whole=False).problems == 0, "nothing is new"
    assert verifying.prove(is_whole=True).problems > 0
    text = client.get(PAGE).text
    assert "It does not hold." in text and "articles_outlet" in text


def test_proof_goes_on_from_the_last_that_held() -> None:
    articles.outlet()
    rows.chain()
    whole = verifying.prove(is_whole=False)
    assert whole.is_whole and whole.links > 0, "there was none before"
    articles.outlet()
    rows.chain()
    later = verifying.prove(is_whole=False)
    assert not later.is_whole and 0 < later.links < whole.links + later.links
    Verification.objects.update(hash="0" * 64)
    again = verifying.prove(is_whole=False)
    assert again.is_whole, "a chain that is another one is looked at from the beginning"
