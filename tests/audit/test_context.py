"""Who acts and why goes with every statement, and stays on no connection."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from psycopg.sql import SQL, Identifier

from factcheck.articles.models import Article, Outlet
from factcheck.audit import acting
from factcheck.audit.models import Event
from factcheck.jobs import worker
from factcheck.operations.database import base
from factcheck.reviews import tasks
from tests.audit import rows
from tests.factories import articles, reviews
from tests.factories.accounts import PASSWORD, user


def last() -> tuple[int | None, str, str]:
    event = Event.objects.order_by("-pk")[0]
    return event.person, event.who, event.why


@pytest.mark.django_db
def test_acting_names_person_and_reason_for_every_kind_of_statement() -> None:
    person = user()
    with acting(person, "a test"):
        stored = articles.outlet()
        assert last() == (person.pk, "", "a test")
        with acting(why="a closer reason"):
            Outlet.objects.update(homepage="https://example.org/1")
        assert last() == (person.pk, "", "a closer reason")
        with acting("import"), connection.cursor() as cursor:
            cursor.execute(SQL("UPDATE {} SET homepage = %s").format(Identifier("articles_outlet")), ["https://b.org"])
            assert last() == (None, "import", "a test")
            cursor.executemany("UPDATE articles_outlet SET slug = %s WHERE id = %s", [("a", stored.pk)])
        assert last() == (None, "import", "a test")
        stored.delete()
    assert last() == (person.pk, "", "a test")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "why", ["*/ DROP TABLE audit_event; /*", "100 % sure %s %(x)s", "/* nested", "naïve “—”\n'\"\\", "a\x00b"]
)
def test_reason_is_kept_to_the_letter_whatever_it_is(why: str) -> None:
    with acting("system", why):
        articles.outlet("Another")
    assert last() == (None, "system", why.replace("\x00", ""))


@pytest.mark.django_db
def test_values_that_look_like_the_comment_say_nothing() -> None:
    with acting("system", "true"):
        articles.outlet('/*acting {"who": "false", "why": "false"}*/')
    assert last() == (None, "system", "true")


@pytest.mark.django_db
def test_command_is_the_system_with_the_command_as_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["manage.py", "check_articles", "x.txt"])
    articles.outlet()
    assert last() == (None, "system", "manage.py check_articles")


@pytest.mark.django_db
def test_job_is_the_system_with_the_task_as_reason() -> None:
    class Job:
        task_name = tasks.expire_assignments.name

    class Context:
        job = Job

    worker._named(articles.outlet, Context, None)  # type: ignore[arg-type]
    assert last() == (None, "system", "factcheck.reviews.tasks.expire_assignments")


@pytest.mark.django_db
def test_statement_of_another_program_is_its_database_role_or_what_it_sets() -> None:
    driver = connection.connection
    driver.execute("INSERT INTO articles_outlet (name, slug, homepage) VALUES ('a', 'a', '')")
    role = rows.asked("SELECT session_user")[0][0]
    assert last() == (None, f"database role {role}", "")
    with transaction.atomic():
        driver.execute("""SELECT set_config('factcheck.acting', '{"who": "repair", "why": "ticket 7"}', true)""")
        driver.execute("UPDATE articles_outlet SET name = 'b'")
    assert last() == (None, "repair", "ticket 7")


@pytest.mark.django_db
def test_request_is_its_person_for_the_views_name(client: Client) -> None:
    editor = user("editor")
    article = articles.article()
    client.force_login(editor)
    client.post(f"/desk/articles/{article.slug}/publish/")
    assert Article.objects.get().is_published
    assert last() == (editor.pk, "", "desk:article-publish")


@pytest.mark.django_db
def test_signing_in_is_written_as_done_by_who_signs_in(client: Client) -> None:
    cache.clear()  # how often somebody signed in is counted there
    person = user(password=PASSWORD)
    client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    event = Event.objects.order_by("-pk")[0]
    assert (event.table, event.row, list(event.after)) == ("accounts_user", str(person.pk), ["last_login"])
    assert last() == (person.pk, "", "account_login")


@pytest.fixture
def pooled(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Connections from a pool of one, as in web workers."""
    connection.close()
    monkeypatch.setattr(base, "_is_serving", True)
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "pool", {"min_size": 1, "max_size": 1})
    yield
    connection.close()
    connection.close_pool()


@pytest.mark.django_db(transaction=True)
def test_pooled_connection_carries_nobody_to_the_next_request(pooled: None) -> None:
    """The same session of the server serves two people, a failed request and a program that says nothing."""
    people = [user("editor"), user("reviewer")]
    first, second = Client(raise_request_exception=False), Client()
    first.force_login(people[0])
    second.force_login(people[1])
    review = reviews.review()
    slug = review.mention.version.article.slug
    sessions = []
    for client, address in ((first, f"/desk/articles/{slug}/publish/"), (second, f"/desk/reviews/{review.pk}/take/")):
        assert client.post(address).status_code == 302
        sessions.append(rows.asked("SELECT pg_backend_pid()")[0][0])
        connection.close()  # the end of a request gives the connection back
    assert len(set(sessions)) == 1
    published = Event.objects.filter(table="articles_article", action="update").get()
    taken = Event.objects.filter(table="reviews_assignment", action="insert").get()
    assert (published.person, published.why) == (people[0].pk, "desk:article-publish")
    assert (taken.person, taken.why) == (people[1].pk, "desk:review-take")
    connection.connection.execute("UPDATE articles_outlet SET homepage = homepage || 'x'")
    connection.connection.execute("INSERT INTO articles_outlet (name, slug, homepage) VALUES ('a', 'a', '')")
    assert last()[0] is None and last()[1].startswith("database role")
