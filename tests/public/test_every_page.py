"""What holds for every public page: no cookies, validators for caches, headers, and errors in words."""

from __future__ import annotations

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factcheck.record.models import Organization
from tests.factories import articles
from tests.factories.accounts import user
from tests.public import rows

pytestmark = pytest.mark.django_db
RECORD = ("/record/", "/record/discrepancies/", "/record/unreconciled/")
PATHS = ("/", "/articles/", "/articles/shown/", "/votes/", f"/votes/{rows.KEY}/", "/states/", "/states/USA/", *RECORD)


@pytest.fixture(autouse=True)
def content() -> None:
    rows.vote()
    articles.article(slug="shown", is_published=True)


@pytest.mark.parametrize("path", PATHS)
def test_public_page_sets_no_cookie_and_may_be_cached(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert not answer.cookies
    assert answer.headers["Vary"] == "Accept-Encoding", "only an address with a filter has fragments"
    assert "public" in answer.headers["Cache-Control"]
    assert {"max-age=60", "stale-while-revalidate=600"} <= set(answer.headers["Cache-Control"].split(", "))


@pytest.mark.parametrize("path", PATHS)
def test_public_page_unchanged_is_304(client: Client, path: str) -> None:
    tag = client.get(path).headers["ETag"]
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("path", PATHS)
def test_page_that_a_reader_has_is_told_without_being_made(client: Client, path: str) -> None:
    tag = client.get(path).headers["ETag"]
    client.get(path, headers={"If-None-Match": tag})
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path, headers={"If-None-Match": tag})
    assert answer.status_code == 304
    assert answer.headers["ETag"] == tag
    assert answer.headers["Cache-Control"]
    assert len(asked) == 1


def test_page_that_has_changed_since_is_sent(client: Client) -> None:
    tag = client.get("/states/USA/").headers["ETag"]
    for _ in range(2):
        assert client.get("/states/USA/", headers={"If-None-Match": tag}).status_code == 304
    Organization.objects.filter(code="USA").update(name="The States")
    changed = client.get("/states/USA/", headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert "The States" in changed.text


def test_filtered_page_has_fragments_and_varies_by_them(client: Client) -> None:
    path = f"/votes/{rows.KEY}/"
    assert "hx-request" in client.get(path, {"state": "USA"}).headers["Vary"].lower()
    for other in ("/votes/?q=peace", "/search/?q=peace", "/api/votes?limit=1"):
        assert client.get(other).headers["Vary"] == "Accept-Encoding"
    whole, asked = (client.get(path, headers=headers) for headers in ({}, {"HX-Request": "true"}))
    assert whole.content == asked.content


@pytest.mark.parametrize("path", ["/states/", "/api/votes", "/desk/", "/accounts/login/"])
def test_database_that_does_not_answer_is_503_in_words(
    client: Client, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    client.force_login(user("editor"))

    def down(*_: object, **__: object) -> None:
        raise OperationalError("connection refused, secretly")

    client.raise_request_exception = False
    monkeypatch.setattr("django.db.backends.utils.CursorWrapper.execute", down)
    answer = client.get(path)
    assert answer.status_code == 503
    assert "The database does not answer" in answer.text
    assert "secretly" not in answer.text
    assert answer.headers["Retry-After"] == "30"
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("path", PATHS)
def test_public_page_head_is_the_same_without_the_body(client: Client, path: str) -> None:
    whole, head = client.get(path), client.head(path)
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["ETag"] == whole.headers["ETag"]
    assert head.headers["Content-Length"] == whole.headers["Content-Length"] == str(len(whole.content))


@pytest.mark.parametrize("path", PATHS)
def test_public_page_unknown_parameter_is_400_in_words(client: Client, path: str) -> None:
    answer = client.get(path, {"surprise": "1"})
    assert answer.status_code == 400
    assert "does not know the parameter “surprise”" in answer.content.decode()
    assert not answer.cookies


@pytest.mark.parametrize("path", PATHS)
def test_public_page_forbids_foreign_content(client: Client, path: str) -> None:
    policy = client.get(path).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_missing_page_is_404_in_words_without_cookies(client: Client) -> None:
    answer = client.get("/nothing/here/")
    assert answer.status_code == 404
    assert "There is nothing at this address" in answer.content.decode()
    assert not answer.cookies


def test_failure_is_500_in_words_and_tells_nothing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("a secret of the house")

    monkeypatch.setattr("factcheck.public.views.states.sorting", fail)
    client.raise_request_exception = False
    answer = client.get("/states/")
    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.content.decode()
    assert "secret" not in answer.content.decode()
