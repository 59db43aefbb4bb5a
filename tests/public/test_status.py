"""The page that says how the website is doing, whatever is the matter, and the one that says what it is."""

from __future__ import annotations

import re
import socket
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factcheck.kept import files, following
from factcheck.kept.actions import keeping
from factcheck.operations.database.base import DatabaseWrapper
from tests.public import rows


@pytest.fixture
def kept_here(settings: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.PUBLIC_ADDRESS = "http://testserver"  # type: ignore[attr-defined]
    monkeypatch.setattr(following, "folder", lambda: tmp_path)
    files.write(tmp_path, files.KeptPage("/a/", "x", (), b"", b""))
    return tmp_path


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.mark.django_db
def test_status_tells_the_age_of_record_and_pages(client: Client, kept_here: Path) -> None:
    rows.vote()
    keeping.keep("/about/")
    with CaptureQueriesContext(connection) as asked:
        answer = client.get("/status/")
    assert answer.status_code == 200
    assert len(asked) <= 9
    assert "The database answers." in answer.text
    assert "24 February 2025" in answer.text
    assert "In the database 1 Waiting" in words(answer.text)
    assert re.search(r"Beside this web server 1 ?, the last one changed", words(answer.text))
    assert "no-store" in answer.headers["Cache-Control"]
    assert not answer.cookies


@pytest.mark.django_db
def test_status_without_a_worker_says_so(client: Client) -> None:
    assert "Nothing works in the background at the moment" in client.get("/status/").text


def test_status_while_the_database_is_down_says_so(
    client: Client, kept_here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*_: object, **__: object) -> None:
        raise OperationalError("secret host refused")

    monkeypatch.setattr("django.db.backends.base.base.BaseDatabaseWrapper.cursor", down)
    answer = client.get("/status/")
    assert answer.status_code == 200
    assert "The database does not answer" in answer.text
    assert "secret" not in answer.text
    assert re.search(r"Beside this web server 1 ?, the last one changed", words(answer.text))


def test_status_while_the_database_hangs_says_so_and_does_not_wait_for_it(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        params = {"host": "127.0.0.1", "port": silent.getsockname()[1], "user": "x", "dbname": "x"}
        monkeypatch.setattr(DatabaseWrapper, "get_connection_params", lambda _: params)
        answer = client.get("/status/")
    assert answer.status_code == 200
    assert "The database does not answer" in answer.text


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/status/", "/about/"])
def test_page_refuses_what_it_does_not_know(client: Client, path: str) -> None:
    assert client.get(path, {"surprise": "1"}).status_code == 400
    assert client.post(path).status_code == 405
