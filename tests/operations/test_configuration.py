"""DATABASE_URL and the secret key: what is read, and the one sentence for everything that cannot be."""

import os
import stat
from pathlib import Path

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from factcheck.operations.configuration import (
    embedded_database,
    external_database,
    hosts,
    mail_from,
    secret_key,
)
from factcheck.operations.database.base import explain
from factcheck.operations.management.commands.serve import Command


def test_external_database_complete_url_gives_every_part() -> None:
    found = external_database("postgresql://us%40er:p%2Fw@db.example:5433/news?sslmode=require")
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "us@er",
        "p/w",
        "db.example",
        "5433",
        "news",
    )
    assert found["OPTIONS"]["sslmode"] == "require"
    assert found["OPTIONS"]["connect_timeout"] > 0


def test_external_database_socket_folder_gives_the_host() -> None:
    assert external_database("postgres://u@%2Frun%2Fpostgresql/news")["HOST"] == "/run/postgresql"


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("mysql://u:hidden@h/d", "must begin with postgresql://, but begins with mysql://"),
        ("hidden", "must begin with postgresql://"),
        ("postgresql://u:hidden@h", "names no database"),
        ("postgresql://u:hidden@h:port/d", "cannot be read"),
        ("postgresql://u:hid/den@h/d", "cannot be read"),
        ("postgresql://u:hidden@[::1/d", "cannot be read"),
    ],
)
def test_external_database_broken_url_is_one_sentence_without_the_password(url: str, says: str) -> None:
    with pytest.raises(ImproperlyConfigured) as caught:
        external_database(url)
    said = str(caught.value)
    assert said.startswith("DATABASE_URL ")
    assert says in said
    assert "hid" not in said
    assert "\n" not in said


@pytest.mark.parametrize(
    ("error", "says"),
    [
        ('FATAL:  password authentication failed for user "u"', "refuses the user name or the password"),
        ('FATAL:  database "d" does not exist', "has no such database"),
        ("FATAL:  the database system is shutting down", "refuses the connection (the database system is shutting"),
        ("connection failed: Connection refused\n\tIs the server running on that host?", "(Connection refused)"),
    ],
)
def test_explain_first_connection_failed_names_the_server_and_the_reason(error: str, says: str) -> None:
    said = explain(psycopg.OperationalError(error), {"HOST": "db", "PORT": "5433"})
    assert said.startswith("DATABASE_URL: ")
    assert "db:5433" in said
    assert says in said
    assert "\n" not in said


def test_embedded_database_touches_nothing(tmp_path: Path) -> None:
    embedded_database(tmp_path / "home")
    assert not (tmp_path / "home").exists()


def test_secret_key_embedded_is_made_once_and_private(tmp_path: Path) -> None:
    home = tmp_path / "home"
    key = secret_key(home, given="", is_embedded=True)
    assert len(key) >= 50
    assert secret_key(home, given="", is_embedded=True) == key
    assert stat.S_IMODE((home / "secret_key").stat().st_mode) == 0o600
    assert [path.name for path in home.iterdir()] == ["secret_key"]


def test_secret_key_file_emptied_by_a_full_disk_is_made_again(tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text("")
    assert len(secret_key(tmp_path, given="", is_embedded=True)) >= 50


def test_secret_key_given_wins_and_nothing_is_written(tmp_path: Path) -> None:
    assert secret_key(tmp_path / "home", given="given", is_embedded=True) == "given"
    assert not (tmp_path / "home").exists()


def test_secret_key_missing_for_an_external_database_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^SECRET_KEY must be set when DATABASE_URL is"):
        secret_key(tmp_path, given="", is_embedded=False)


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes anywhere")
def test_secret_key_unwritable_home_is_refused_by_name(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(ImproperlyConfigured, match=r"^FACTCHECK_HOME: the secret key cannot be kept in"):
        secret_key(tmp_path, given="", is_embedded=True)


def test_secret_key_home_that_is_a_file_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    with pytest.raises(ImproperlyConfigured, match=r"^FACTCHECK_HOME: the secret key cannot be kept in"):
        secret_key(tmp_path / "home", given="", is_embedded=True)


@pytest.mark.parametrize("given", ["desk@news.example", "The Newsroom <desk@news.example>", "Checks <a@localhost>"])
def test_sender_of_mail_is_an_address_with_or_without_a_name(given: str) -> None:
    assert mail_from(given) == given


@pytest.mark.parametrize("given", ["", "news", "Newsroom", "<a b@news.example>", "a@news.example\nBcc: x@y.example"])
def test_sender_of_mail_that_is_none_stops_the_start(given: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^MAIL_FROM must be a mail address"):
        mail_from(given)


@pytest.mark.parametrize(
    ("host", "given", "public", "site"),
    [
        ("127.0.0.1", "", "http://127.0.0.1:8123", "http://localhost:8123"),
        ("::1", "", "http://[::1]:8123", "http://[::1]:8123"),
        ("127.0.0.1", "https://desk.example", "http://127.0.0.1:8123", "https://desk.example"),
    ],
)
def test_addresses_that_nobody_set_are_those_that_are_served(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, host: str, given: str, public: str, site: str
) -> None:
    monkeypatch.setenv("SITE_URL", given)
    monkeypatch.setenv("PUBLIC_ADDRESS", "")
    settings.SITE_URL, settings.PUBLIC_ADDRESS = given or "http://localhost:8000", ""
    Command()._name_address(host, 8123)
    found = (settings.PUBLIC_ADDRESS, settings.SITE_URL)
    assert found == (public, site)
    assert (os.environ["PUBLIC_ADDRESS"], os.environ["SITE_URL"]) == (public, site)


def test_the_host_of_the_public_address_is_answered() -> None:
    assert hosts(["127.0.0.1"], "https://news.example") == ["127.0.0.1", "news.example"]
    assert hosts(["127.0.0.1"], "http://127.0.0.1:8001") == ["127.0.0.1"]
    assert hosts([], "http://[::1]:8001") == ["[::1]"]
    assert hosts(["desk.example"], "") == ["desk.example"]
