"""Members of an embedded server as processes of their own, and manage.py in a home of its own."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from factcheck.operations.embedded.place import Place

ROOT = Path(__file__).resolve().parents[2]
MEMBER = """
import sys
from pathlib import Path
from factcheck.operations.embedded.client import join
from factcheck.operations.embedded.failure import Failure
while True:
    try:
        print(join(Path(sys.argv[1]), {"fsync": "off"}), flush=True)
    except Failure as failure:
        print("failed:", failure, flush=True)
    if not sys.stdin.readline():
        break
"""


class Member:
    """A process that has joined; joins again at each `join`, lets go at `leave`."""

    def __init__(self, home: Path, environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", MEMBER, str(home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        )

    def said(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def join(self) -> str:
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return self.said()

    def leave(self) -> None:
        if self.process.poll() is None and self.process.stdin is not None:
            self.process.stdin.close()
            self.process.wait(60)
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def home() -> Iterator[Path]:
    """An empty home whose sockets have short names; at the end no server may be left in it."""
    with tempfile.TemporaryDirectory(prefix="factcheck-home-") as folder:
        yield Path(folder).resolve()
        wait_until_stopped(Path(folder))


@pytest.fixture
def member(home: Path) -> Iterator[Callable[..., Member]]:
    """Starts members of the server in `home`, or in the home given; lets them go at the end."""
    started: list[Member] = []

    def start(where: Path = home, **environment: str) -> Member:
        started.append(Member(where, environment))
        return started[-1]

    yield start
    for one in started:
        one.leave()


@pytest.fixture
def manage(home: Path) -> Iterator[Callable[..., "subprocess.Popen[str]"]]:
    """Starts `manage.py WORDS...` in `home`, in a process group of its own."""
    started: list[subprocess.Popen[str]] = []

    def start(*words: str, **environment: str) -> "subprocess.Popen[str]":
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "DJANGO"))}
        started.append(
            subprocess.Popen(
                [sys.executable, str(ROOT / "manage.py"), *words],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                start_new_session=True,
                env={**kept, "FACTCHECK_HOME": str(home), **environment},
            )
        )
        return started[-1]

    yield start
    for process in started:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)


def wait_until_stopped(home: Path, seconds: float = 20) -> None:
    """Returns when no process works in the home's data directory any more; fails after `seconds`."""
    end = time.monotonic() + seconds
    while left := processes_in(home):
        assert time.monotonic() < end, f"still running: {left}"
        time.sleep(0.05)


def processes_in(home: Path) -> list[str]:
    """Command lines of the guardian and of PostgreSQL's processes that belong to this home."""
    folder = Place.under(home).folder
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            where = str((entry / "cwd").readlink())
        except OSError:
            continue
        if "guardian " + str(folder) in words or where.startswith(str(folder)):
            found.append(words)
    return found


def postmaster(home: Path) -> int:
    """The process number of the home's running PostgreSQL."""
    return int((Place.under(home).data / "postmaster.pid").read_text().split()[0])


def guardian(home: Path) -> int:
    """The process number of the home's guardian: PostgreSQL's parent."""
    return int(Path(f"/proc/{postmaster(home)}/stat").read_text().rsplit(")", 1)[1].split()[1])
