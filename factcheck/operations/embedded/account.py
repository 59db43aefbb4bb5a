"""Under which user PostgreSQL runs. It refuses to run as root, so root needs one of two ways around that.

First a user namespace, in which the same files look as if they belonged to an ordinary user: nothing is created,
nothing is opened to others. Where the kernel or a container forbids that: a numeric user of its own, who has no
entry in the user table and no other processes.
"""

import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from factcheck.operations.embedded.failure import Failure

FIRST_FREE, FREE = 60600, 500  # user numbers that systemd and Debian leave unused


@dataclass(frozen=True, slots=True)
class Account:
    """How a program of PostgreSQL is started.

    prefix: words put before the command. uid: the user of its own, None for the caller's.
    founder: who runs initdb, which insists on an entry in the user table; None as for uid.
    """

    prefix: tuple[str, ...] = ()
    uid: int | None = None
    founder: int | None = None

    @property
    def owner(self) -> int:
        """The user number that owns data and sockets, as seen by the caller."""
        return os.geteuid() if self.uid is None else self.uid

    def command(self, words: Sequence[str]) -> list[str]:
        return [*self.prefix, *words]

    def can_enter(self, directory: Path) -> bool:
        """Whether the server's user may pass through every folder down to this one."""
        if self.uid is None:
            return True
        for folder in (directory, *directory.parents):
            status = folder.stat()
            if not status.st_mode & (0o100 if status.st_uid == self.uid else 0o001):
                return False
        return True


def choose(tag: str, data: Path) -> Account:
    """The way that works here; `tag` (hexadecimal) picks the number of the user of its own.

    Data that belongs to somebody else already is served under that user, so root never takes it away from them.
    """
    named = {entry.pw_uid: entry for entry in pwd.getpwall()}
    if os.geteuid() == 0 and data.exists() and data.stat().st_uid != 0:
        return Account(uid=data.stat().st_uid)
    if os.geteuid() != 0 and os.geteuid() in named:
        return Account()
    stand_in = next((entry for uid, entry in sorted(named.items()) if uid not in {0, 65534}), None)
    if stand_in is not None:
        prefix = ("unshare", "--user", f"--map-user={stand_in.pw_uid}", f"--map-group={stand_in.pw_gid}", "--")
        if _works([*prefix, "true"]):
            return Account(prefix=prefix)
    if os.geteuid() != 0:
        raise Failure(
            f"PostgreSQL cannot run as user number {os.geteuid()}, who has no entry in the user table, because user "
            "namespaces are forbidden here; run as a user with a name, or set DATABASE_URL."
        )
    if stand_in is None:
        raise Failure("PostgreSQL does not run as root, and there is no other user here; set DATABASE_URL.")
    own = next(uid for uid in (FIRST_FREE + (int(tag, 16) + step) % FREE for step in range(FREE)) if uid not in named)
    return Account(uid=own, founder=stand_in.pw_uid)


def _works(words: list[str]) -> bool:
    if shutil.which(words[0]) is None:
        return False
    try:
        return subprocess.run(words, capture_output=True, timeout=20, check=False).returncode == 0
    except (OSError, subprocess.SubprocessError):
        return False
