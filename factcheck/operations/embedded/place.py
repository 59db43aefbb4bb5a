"""Where the embedded server keeps its files.

    FACTCHECK_HOME/postgres/            mode 0700 (0711 where the server runs under a user of its own)
        data/                           PostgreSQL's data directory
        run/                            sockets: the guardian's `control` and PostgreSQL's own
        server.log                      what PostgreSQL and initdb said
        elsewhere                       only where data had to move out: the path of the folder it went to

The folder itself and `run/` also carry the advisory locks (`flock` on the directory), so no lock file is left.
"""

import fcntl
import hashlib
import os
import socket
import stat
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from factcheck.operations.embedded.failure import Failure

LONGEST_SOCKET_PATH = 107  # bytes in sockaddr_un.sun_path, without the closing NUL
SOCKET_NAME = ".s.PGSQL.5432"
LOG_LIMIT = 5_000_000  # bytes after which the log is turned over at the next start


@dataclass(frozen=True, slots=True)
class Place:
    """The folder of one embedded server. `folder` is absolute and free of symbolic links."""

    folder: Path

    @classmethod
    def under(cls, home: Path) -> "Place":
        return cls(home.resolve() / "postgres")

    @property
    def run(self) -> Path:
        return self.folder / "run"

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    @property
    def base(self) -> Path:
        """The folder that holds `data/`: this one, unless data had to move out of a closed directory."""
        with suppress(FileNotFoundError):
            return Path((self.folder / "elsewhere").read_text().strip())
        return self.folder

    @property
    def data(self) -> Path:
        return self.base / "data"

    @property
    def tag(self) -> str:
        """Sixteen hexadecimal digits that tell this server from every other one on the machine."""
        return hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:16]

    def prepare(self) -> None:
        """Makes the folders. Raises Failure where that is not possible."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.run.mkdir(mode=0o700, exist_ok=True)
            if self.folder.stat().st_mode & 0o066:
                self.folder.chmod(0o700)
        except OSError as error:
            raise Failure(
                f"The embedded database cannot be kept in {self.folder}: {error.strerror}. "
                "Make that folder writable, or set FACTCHECK_HOME to one that is."
            ) from error

    def listen(self) -> socket.socket:
        """The guardian's listening socket."""
        control = self.run / "control"
        control.unlink(missing_ok=True)
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        with _Short(self.run) as run:
            listener.bind(f"{run}/control")
        control.chmod(0o600)
        listener.listen(128)
        return listener

    def connect(self, *, timeout: float) -> socket.socket:
        """A connection to the guardian. Raises FileNotFoundError or ConnectionRefusedError when there is none."""
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(timeout)
        try:
            with _Short(self.run) as run:
                connection.connect(f"{run}/control")
        except BaseException:
            connection.close()
            raise
        return connection


class _Short:
    """A name for a directory that fits into a socket address, however long its path is."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.descriptor = -1

    def __enter__(self) -> str:
        if len(os.fsencode(self.directory)) + len("/control") <= LONGEST_SOCKET_PATH:
            return str(self.directory)
        self.descriptor = os.open(self.directory, os.O_RDONLY | os.O_DIRECTORY)
        return f"/proc/self/fd/{self.descriptor}"

    def __exit__(self, *_: object) -> None:
        if self.descriptor >= 0:
            os.close(self.descriptor)


class DirectoryLock:
    """An exclusive advisory lock on a directory, released by the kernel when its process ends."""

    def __init__(self, directory: Path, *, seconds: float) -> None:
        self.directory = directory
        self.seconds = seconds
        self.descriptor = -1

    def __enter__(self) -> "DirectoryLock":
        self.descriptor = os.open(self.directory, os.O_RDONLY | os.O_DIRECTORY)
        end = time.monotonic() + self.seconds
        while True:
            try:
                fcntl.flock(self.descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return self
            except BlockingIOError:
                if time.monotonic() > end:
                    os.close(self.descriptor)
                    raise Failure(
                        f"Another process has been starting or stopping the database in {self.directory} for "
                        f"{self.seconds:.0f} seconds; see which with `fuser -v {self.directory}`."
                    ) from None
                time.sleep(0.02)

    def __exit__(self, *_: object) -> None:
        os.close(self.descriptor)


def socket_directory(base: Path, tag: str, uid: int) -> Path:
    """A private directory for PostgreSQL's socket: `base`/run, or a short one in /tmp when that cannot be used.

    A socket address holds 107 bytes, and libpq splits host names at commas.
    """
    near = base / "run"
    if len(os.fsencode(near / SOCKET_NAME)) <= LONGEST_SOCKET_PATH and not set(str(near)) & set(',"\\'):
        near.mkdir(mode=0o700, exist_ok=True)
        return near
    short = Path("/tmp", f"factcheck-{tag}")  # noqa: S108 - created with mode 0700 and its owner checked below
    with suppress(FileExistsError):
        short.mkdir(mode=0o700)
    found = short.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {os.geteuid(), uid} or found.st_mode & 0o077:
        raise Failure(f"{short} belongs to somebody else, so the database socket cannot be put there; remove it.")
    return short
