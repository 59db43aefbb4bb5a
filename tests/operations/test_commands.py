"""manage.py from outside: what a person sees, and what is left when a command has ended."""

import os
import signal
import socket
import subprocess
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.factories import importing
from tests.operations.conftest import ROOT, processes_in, wait_until_stopped

Manage = Callable[..., "subprocess.Popen[str]"]


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def start_to_serve(manage: Manage, port: int) -> tuple["subprocess.Popen[str]", str]:
    """A process that serves on the port, and what it said until it did."""
    serving = manage("serve", "--port", str(port))
    assert serving.stdout is not None
    said = ""
    for line in serving.stdout:
        said += line
        if "Ctrl-C" in line:
            return serving, said
    pytest.fail(f"did not serve: {said}{serving.stderr.read() if serving.stderr else ''}")


@contextmanager
def taken_port() -> Iterator[int]:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield int(holder.getsockname()[1])


@pytest.mark.parametrize(
    ("variables", "says"),
    [
        ({"DATABASE_URL": "sqlite:///x"}, "DATABASE_URL must begin with postgresql://, but begins with sqlite://."),
        (
            {"DATABASE_URL": "postgresql://u:p@127.0.0.1:1/d"},
            "DATABASE_URL: no PostgreSQL can be reached at 127.0.0.1:1",
        ),
        ({"DATABASE_URL": "postgresql://u:p@h/d", "SECRET_KEY": ""}, "SECRET_KEY must be set when DATABASE_URL is"),
    ],
)
def test_command_broken_setting_is_one_sentence(
    manage: Manage, home: Path, variables: dict[str, str], says: str
) -> None:
    command = manage("migrate", **{"SECRET_KEY": "given", **variables})
    out, error = command.communicate(timeout=30)
    assert (command.returncode, out) == (2, "")
    assert error.startswith(says)
    assert error.count("\n") == 1
    assert list(home.iterdir()) == []


def test_command_without_database_starts_no_server(manage: Manage, home: Path) -> None:
    command = manage("diffsettings")
    command.communicate(timeout=30)
    assert command.returncode == 0
    assert not (home / "postgres").exists()


def test_command_with_database_finds_a_durable_one_and_leaves_no_process(manage: Manage, home: Path) -> None:
    command = manage("dbshell", "--", "-tc", "select 6 * 7, current_setting('fsync')")
    out, _ = command.communicate(timeout=60)
    assert out.split() == ["42", "|", "on"]
    assert processes_in(home) == []


def test_serve_busy_port_is_one_sentence_and_starts_nothing(manage: Manage, home: Path) -> None:
    with taken_port() as port:
        command = manage("serve", PORT=str(port))
        out, error = command.communicate(timeout=30)
    assert (command.returncode, out) == (2, "")
    assert error == f"127.0.0.1:{port} is in use; choose another port, for example: make run PORT={port + 1}\n"
    assert not (home / "postgres").exists()


@pytest.mark.parametrize("text", ["abc", "0", "65536", "-1"])
def test_serve_impossible_port_is_one_sentence(manage: Manage, text: str) -> None:
    command = manage("serve", PORT=text)
    _, error = command.communicate(timeout=30)
    assert command.returncode == 2
    assert error == f"PORT must be a number from 1 to 65535, not {text!r}.\n"


def test_serve_answers_shares_its_server_and_ends_with_every_signal(manage: Manage, home: Path) -> None:
    port = free_port()
    for number, to_group in ((signal.SIGTERM, False), (signal.SIGINT, True), (signal.SIGHUP, False)):
        serving, said = start_to_serve(manage, port)
        assert f"http://127.0.0.1:{port}/" in said
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as answer:
            assert answer.status == 200
        beside = manage("migrate", "--check")
        assert beside.wait(30) == 0
        assert len(processes_in(home)) > 0
        if to_group:
            os.killpg(serving.pid, number)
        else:
            serving.send_signal(number)
        _, error = serving.communicate(timeout=30)
        assert (serving.returncode, error) == (0, "")
        assert processes_in(home) == []
        assert free_again(port)


def test_serve_killed_takes_workers_and_database_with_it(manage: Manage, home: Path) -> None:
    port = free_port()
    serving, _ = start_to_serve(manage, port)
    serving.kill()
    serving.wait()
    wait_until_stopped(home)
    assert free_again(port)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_serve_ended_while_preparing_leaves_nothing(manage: Manage, home: Path, number: signal.Signals) -> None:
    serving = manage("serve", "--port", str(free_port()))
    assert serving.stdout is not None
    serving.stdout.read(len("Database"))
    serving.send_signal(number)
    _, error = serving.communicate(timeout=30)
    assert (serving.returncode, error) == (128 + number, "")
    wait_until_stopped(home)


def test_make_unknown_command_is_one_sentence() -> None:
    answer = subprocess.run(["make", "nonsense"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 2
    assert "There is no command 'nonsense'; make help lists them" in answer.stderr
    assert answer.stderr.count("\n") == 1


def free_again(port: int) -> bool:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        trial.bind(("127.0.0.1", port))
    return True


def test_command_of_the_record_sets_up_a_new_home(manage: Manage, home: Path) -> None:
    """Every table is made and every fact loaded by the import itself: nothing has to be run before it."""
    columns, rows = importing.LIBRARY, importing.library_rows("A/RES/79/81", {"FRA": "yes", "USA": "no"})
    path = importing.write_csv(home / "library.csv", columns, rows)
    command = manage("import_record", str(path))
    out, error = command.communicate(timeout=120)
    assert command.returncode == 0, error
    assert error.splitlines() == ["Setting up the database ...", "Loading the facts ..."]
    assert "votes: 1 new" in out
