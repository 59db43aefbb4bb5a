"""The embedded server: started, shared, stopped, and put right after every kind of violent end."""

import os
import signal
import stat
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from factcheck.operations.embedded import binaries
from factcheck.operations.embedded.failure import Failure
from factcheck.operations.embedded.place import Place
from factcheck.operations.embedded.server import Server, clear
from tests.operations.conftest import Member, guardian, postmaster, processes_in, wait_until_stopped

Start = Callable[..., Member]


def ask(sockets: str, query: str = "select 1") -> object:
    with psycopg.connect(host=sockets, user="factcheck", dbname="factcheck") as connection:
        cursor = connection.execute(query)  # type: ignore[arg-type]
        row = cursor.fetchone() if cursor.description else None
        return row[0] if row else None


def test_server_last_member_leaves_nothing_is_left(home: Path, member: Start) -> None:
    first = member()
    assert ask(first.said()) == 1
    first.leave()
    assert processes_in(home) == []
    place = Place.under(home)
    assert list(place.run.iterdir()) == []
    assert not (place.data / "postmaster.pid").exists()


def test_server_two_members_share_one(home: Path, member: Start) -> None:
    first, second = member(), member()
    assert first.said() == second.said()
    running = postmaster(home)
    first.leave()
    assert ask(second.join()) == 1
    assert postmaster(home) == running


def test_server_four_members_at_once_start_one(home: Path, member: Start) -> None:
    members = [member() for _ in range(4)]
    assert len({one.said() for one in members}) == 1
    assert sum("guardian" in words for words in processes_in(home)) == 1


def test_server_only_member_killed_stops(home: Path, member: Start) -> None:
    only = member()
    only.said()
    only.kill()
    wait_until_stopped(home)


def test_server_member_killed_during_the_start_stops(home: Path, member: Start) -> None:
    only = member()
    while not (home / "postgres" / "server.log").exists():
        pass
    only.kill()
    wait_until_stopped(home)


@pytest.mark.parametrize("victim", [guardian, postmaster])
def test_server_killed_next_connection_starts_it_anew(home: Path, member: Start, victim: Callable[[Path], int]) -> None:
    one = member()
    sockets = one.said()
    before = postmaster(home)
    ask(sockets, "create table kept as select 1")
    os.kill(victim(home), signal.SIGKILL)
    end = time.monotonic() + 20
    while time.monotonic() < end:  # until the kernel has told the member
        if ask_or_none(one.join(), "select count(*) from kept") == 1 and postmaster(home) != before:
            return
    pytest.fail("the server did not come back")


def ask_or_none(sockets: str, query: str) -> object:
    try:
        return ask(sockets, query)
    except psycopg.OperationalError:
        return None


def test_server_everything_killed_starts_again(home: Path, member: Start) -> None:
    first = member()
    first.said()
    victims = [guardian(home), postmaster(home)]
    first.kill()
    for victim in victims:
        with suppress(ProcessLookupError):
            os.kill(victim, signal.SIGKILL)
    assert ask(member().said()) == 1


def test_server_pid_file_naming_an_innocent_process_starts(home: Path, member: Start) -> None:
    first = member()
    sockets = first.said()
    first.leave()
    data = Place.under(home).data
    (data / "postmaster.pid").write_text(f"{os.getpid()}\n{data}\n0\n5432\n\n\n0 0\nready\n")
    (Path(sockets) / ".s.PGSQL.5432.lock").write_text(f"{os.getpid()}\n{data}\n0\n5432\n\n")
    assert ask(member().said()) == 1


@pytest.mark.parametrize("name", ["with space", "é, comma", "long" * 40])
def test_server_unusual_folder_starts(home: Path, member: Start, name: str) -> None:
    one = member(home / name)
    sockets = one.said()
    assert ask(sockets) == 1
    assert stat.S_IMODE(Path(sockets).stat().st_mode) == 0o700
    one.leave()
    assert not (Path(sockets) / ".s.PGSQL.5432").exists()


def test_server_two_homes_are_two_servers(home: Path, member: Start) -> None:
    one, other = member(home / "a"), member(home / "b")
    assert one.said() != other.said()


def test_server_is_private_and_off_the_network(home: Path, member: Start) -> None:
    sockets = member().said()
    assert ask(sockets, "select current_setting('listen_addresses')") == ""
    assert ask(sockets, "select datlocale from pg_database where datname = 'factcheck'") == "C.UTF-8"
    assert stat.S_IMODE((home / "postgres").stat().st_mode) == 0o700
    assert stat.S_IMODE(Path(sockets).stat().st_mode) == 0o700


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may change users")
def test_server_user_namespaces_forbidden_runs_as_a_user_of_its_own(home: Path, member: Start) -> None:
    home.chmod(0o755)
    (home / "bin").mkdir()
    (home / "bin" / "unshare").write_text("#!/bin/sh\nexit 1\n")
    (home / "bin" / "unshare").chmod(0o755)
    one = member(PATH=f"{home / 'bin'}:{os.environ['PATH']}")
    assert ask(one.said()) == 1
    assert Path(f"/proc/{postmaster(home)}").stat().st_uid not in {0, 1}


def test_creation_failing_leaves_no_half_made_data(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = Place.under(home)
    place.prepare()
    (home / "initdb").write_text("#!/bin/sh\ntouch \"$2/half\"\necho 'initdb: error: no luck'\nexit 1\n")
    (home / "initdb").chmod(0o755)
    monkeypatch.setattr(binaries, "find", lambda data: binaries.Binaries(home, 18))
    with pytest.raises(Failure, match=r"could not be created in .*: no luck\. .*server\.log"):
        Server(place, {}).start(cancelled=lambda: False)
    assert sorted(path.name for path in place.folder.iterdir()) == ["run", "server.log"]


def test_folder_that_is_a_file_is_refused(home: Path, member: Start) -> None:
    (home / "postgres").write_text("")
    assert member().said().startswith(f"failed: The embedded database cannot be kept in {home / 'postgres'}")


def test_data_of_a_missing_version_are_refused(home: Path) -> None:
    (home / "PG_VERSION").write_text("9\n")
    with pytest.raises(Failure, match="was made by PostgreSQL 9, but only PostgreSQL"):
        binaries.find(home)


def test_clear_without_a_server_removes_the_stale_pid_file(home: Path) -> None:
    (home / "postmaster.pid").write_text("1\n")
    clear(home)
    assert not (home / "postmaster.pid").exists()


def test_member_does_not_lend_its_membership_to_its_children(home: Path, member: Start) -> None:
    one = member()
    one.said()
    child = subprocess.Popen(["sleep", "30"])
    try:
        one.leave()
        assert processes_in(home) == []
    finally:
        child.kill()
        child.wait()
