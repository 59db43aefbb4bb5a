"""The files of a machine are what the database holds: after every start, and at once when a page changes."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from django.db import OperationalError, connection

from factcheck.kept import files, following
from factcheck.kept.actions import keeping
from factcheck.kept.edition import edition
from factcheck.kept.models import Page
from factcheck.kept.rendering import Rendered


def store(path: str, body: bytes = b"A page.", status: int = 200) -> None:
    headers = (("Content-Type", "text/html"),)
    body = body if status == 200 else b""
    keeping.store(Rendered(path, status, body, headers, (f"record_motion.key={path}",), snapshot(), edition=edition()))


def snapshot() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_snapshot()::text")
        return str(cursor.fetchone()[0])


def there(folder: Path) -> dict[str, bytes]:
    pages = [files.read(file) for file, _, _ in files.held(folder)]
    return {page.path: page.plain for page in pages if page}


@pytest.mark.django_db
def test_folder_is_whole_after_a_start(tmp_path: Path) -> None:
    store("/a/")
    store("/b/")
    follower = following.Follower(tmp_path)
    follower.compare()
    assert there(tmp_path) == {"/a/": b"A page.", "/b/": b"A page."}
    file = files.file_of(tmp_path, "/a/")
    file.write_bytes(file.read_bytes()[:-1])
    files.write(tmp_path, files.KeptPage("/gone/", "x", (), b"", b""))
    (file.parent / ".new-left").write_bytes(b"by a killed writer")
    store("/b/", b"Another.")
    following.Follower(tmp_path).compare()
    assert there(tmp_path) == {"/a/": b"A page.", "/b/": b"Another."}
    assert not list(tmp_path.glob("??/.new-*"))


@pytest.mark.django_db
def test_file_that_is_right_is_not_touched(tmp_path: Path) -> None:
    store("/a/")
    following.Follower(tmp_path).compare()
    before = files.file_of(tmp_path, "/a/").stat().st_ino
    following.Follower(tmp_path).compare()
    assert files.file_of(tmp_path, "/a/").stat().st_ino == before


@pytest.mark.django_db
def test_change_is_taken_and_what_is_gone_is_removed(tmp_path: Path) -> None:
    store("/a/")
    store("/b/")
    follower = following.Follower(tmp_path)
    follower.compare()
    store("/a/", b"Another.")
    store("/b/", status=404)
    store("/c/")
    follower.take()
    assert there(tmp_path) == {"/a/": b"Another.", "/c/": b"A page."}
    follower.take()
    assert there(tmp_path) == {"/a/": b"Another.", "/c/": b"A page."}


@pytest.mark.django_db
def test_page_that_came_out_the_same_is_not_written_again(tmp_path: Path) -> None:
    store("/a/")
    place = Page.objects.get().place
    store("/a/")
    assert Page.objects.get().place == place


@pytest.mark.django_db
def test_pages_of_another_edition_are_left(tmp_path: Path) -> None:
    store("/a/")
    Page.objects.update(edition="another")
    following.Follower(tmp_path).compare()
    assert there(tmp_path) == {}


def test_folders_of_editions_that_nobody_follows_are_removed(tmp_path: Path) -> None:
    for name in ("now", "before"):
        (tmp_path / name).mkdir()
    following.remove_other_editions(tmp_path / "now")
    assert [one.name for one in tmp_path.iterdir()] == ["now"]


@pytest.mark.django_db(transaction=True)
def test_follower_hears_of_a_change_at_once(tmp_path: Path) -> None:
    def follow() -> None:
        try:
            following.Follower(tmp_path).follow()
        except OperationalError:
            pass  # its connection was ended below
        finally:
            connection.close()

    store("/a/")
    thread = threading.Thread(target=follow, daemon=True)
    thread.start()
    try:
        wait_for(tmp_path, {"/a/": b"A page."})
        time.sleep(0.2)  # it listens now
        store("/a/", b"Another.")
        began = time.monotonic()
        wait_for(tmp_path, {"/a/": b"Another."})
        assert time.monotonic() - began < following.PATIENCE
    finally:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
                "AND datname = current_database()"
            )
        thread.join(20)
    assert not thread.is_alive()


def wait_for(folder: Path, wanted: dict[str, bytes]) -> None:
    end = time.monotonic() + 20
    while there(folder) != wanted:
        assert time.monotonic() < end, there(folder)
        time.sleep(0.02)


@pytest.mark.django_db(transaction=True)
def test_change_that_a_rendering_did_not_see_keeps_the_page_stale() -> None:
    """A rendering saw the state before; the change was committed, and its pages were marked, before it was stored."""
    from factcheck.articles.models import Outlet

    outlet = Outlet.objects.create(name="The Ledger", slug="ledger")
    seen = snapshot()
    Outlet.objects.filter(pk=outlet.pk).update(name="The Times")
    keeping.note_changes()
    key = f"articles_outlet.id={outlet.pk}"
    assert keeping.store(Rendered("/a/", 200, b"The Ledger", (), (key,), seen)) is False
    assert Page.objects.get().is_stale
    assert keeping.store(Rendered("/a/", 200, b"The Times", (), (key,), snapshot())) is True
    assert not Page.objects.get().is_stale
    assert keeping.store(Rendered("/b/", 200, b"Other", (), ("articles_outlet.id=0",), seen)) is True
