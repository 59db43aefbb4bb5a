"""One running PostgreSQL: its data directory, its start, its stop."""

import ctypes
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from factcheck.operations.embedded import account, binaries
from factcheck.operations.embedded.failure import Failure
from factcheck.operations.embedded.place import LOG_LIMIT, SOCKET_NAME, Place, socket_directory

USER = DATABASE = "factcheck"
START_SECONDS = 120.0  # a start after a crash replays the log first
STOP_SECONDS = 60.0
ROOM = 150_000_000  # bytes that a new data directory needs
PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)
FIXED = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "jit": "off",
    "random_page_cost": "1.1",  # of a disk without moving parts, or of what is in memory; else whole tables are read
    "log_checkpoints": "off",
    "log_timezone": "UTC",
    "timezone": "UTC",
}


class Server:
    """PostgreSQL in a place. `settings` are further PostgreSQL settings by name."""

    def __init__(self, place: Place, settings: Mapping[str, str]) -> None:
        self.place = place
        self.settings = settings
        self.process: subprocess.Popen[bytes] | None = None
        self.sockets = Path()

    def start(self, *, cancelled: Callable[[], bool]) -> None:
        """Starts PostgreSQL and returns when it answers. Creates the data directory the first time.

        Raises Failure. `cancelled` is asked while waiting; true stops the start.
        """
        place = self.place
        try:
            self.account = account.choose(place.tag, place.data)
            base = self._settle()
            self.data = base / "data"
            self.programs = self._reachable(binaries.find(self.data), base)
            self._turn_log_over()
            clear(self.data)
            if not self.data.exists():
                self._create()
            if self.account.uid is not None and self.data.stat().st_uid != self.account.uid:
                _give(self.data, self.account.uid)
            self.sockets = socket_directory(base, place.tag, self.account.owner)
            for stale in self.sockets.glob(f"{SOCKET_NAME}*"):  # its lock file names a process, as the pid file does
                stale.unlink()
            if self.account.uid is not None:
                os.chown(self.sockets, self.account.uid, -1)
            self._launch(cancelled)
        except OSError as error:
            where = error.filename or place.folder
            raise Failure(f"The embedded database did not start: {where}: {error.strerror}.") from error

    def stop(self) -> None:
        """Fast shutdown; returns when the process is gone."""
        process = self.process
        if process is None:
            return
        for number, seconds in ((signal.SIGINT, STOP_SECONDS), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 10.0)):
            if process.poll() is None:
                process.send_signal(number)
            with suppress(subprocess.TimeoutExpired):
                process.wait(seconds)
                break
        if self.sockets.parent == Path("/tmp"):  # noqa: S108 - only compared
            with suppress(OSError):
                self.sockets.rmdir()

    def _settle(self) -> Path:
        """The folder for `data/`; moves it out of a closed directory that the server's user cannot enter."""
        place, base, who = self.place, self.place.base, self.account
        if who.uid is None or base != place.folder:
            return base
        if who.can_enter(place.folder):
            return base
        if who.can_enter(place.folder.parent):
            place.folder.chmod(0o711)
            return base
        base = Path("/var/lib", f"factcheck-{place.tag}")
        base.mkdir(mode=0o711, exist_ok=True)
        if (place.folder / "data").exists():
            shutil.rmtree(base / "data.new", ignore_errors=True)
            shutil.copytree(place.folder / "data", base / "data.new", symlinks=True)
            (base / "data.new").rename(base / "data")
        (place.folder / "elsewhere").write_text(f"{base}\n")
        shutil.rmtree(place.folder / "data", ignore_errors=True)
        return base

    def _reachable(self, found: binaries.Binaries, base: Path) -> binaries.Binaries:
        """The same programs, copied where the server's user can read them if need be."""
        if self.account.can_enter(found.folder) or not found.parts:
            return found
        package = found.parts[0]
        kept = base / f"programs-{found.major}-{int(package.stat().st_mtime)}"
        if not kept.exists():
            shutil.rmtree(base / "programs.new", ignore_errors=True)
            for part in found.parts:
                shutil.copytree(part, base / "programs.new" / part.name, symlinks=True)
            for old in base.glob("programs-*"):
                shutil.rmtree(old, ignore_errors=True)
            (base / "programs.new").rename(kept)
        return binaries.Binaries(kept / package.name / found.folder.relative_to(package), found.major)

    def _create(self) -> None:
        """initdb beside the final place, then one rename: a half-made data directory never survives."""
        new = self.data.with_name("data.new")
        shutil.rmtree(new, ignore_errors=True)
        free = shutil.disk_usage(new.parent).free
        if free < ROOM:
            raise Failure(
                f"The database needs {ROOM // 1_000_000} MB in {new.parent}, where {free // 1_000_000} MB are free."
            )
        founder = self.account.founder if self.account.founder is not None else self.account.uid
        new.mkdir(mode=0o700)
        try:
            if founder is not None:
                os.chown(new, founder, -1)
            locale = ["--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
            if self.programs.major < 17:
                locale = ["--locale=C.UTF-8"]
            words = ["-D", str(new), "-U", USER, "--auth=trust", "--encoding=UTF8", "--no-instructions", *locale]
            hasty = self.settings.get("fsync") == "off"  # of use to tests only
            self._found([self.programs.program("initdb"), *words, *(["--no-sync"] if hasty else [])], founder)
            single = [
                self.programs.program("postgres"),
                "--single",
                *(["-F"] if hasty else []),
                "-D",
                str(new),
                "postgres",
            ]
            self._found(single, founder, said=f"CREATE DATABASE {DATABASE};\n".encode())
            if self.account.uid is not None:
                _give(new, self.account.uid)
            new.rename(self.data)
        finally:
            shutil.rmtree(new, ignore_errors=True)

    def _found(self, words: list[str], founder: int | None, said: bytes = b"") -> None:
        """Runs a program that works on the new data directory; its words go to the log."""
        answer = subprocess.run(
            self.account.command(words),
            input=said,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd="/",
            env=_environment(),
            user=founder,
            group=founder,
            extra_groups=None if founder is None else [],
            check=False,
        )
        with suppress(OSError), self.place.log.open("ab") as log:
            log.write(answer.stdout)
        if answer.returncode or b"ERROR:" in answer.stdout or b"FATAL:" in answer.stdout:
            said_last = _last_words(answer.stdout.decode(errors="replace"))
            raise Failure(
                f"The embedded database could not be created in {self.data.parent}: {said_last}. "
                f"Everything it said is in {self.place.log}."
            )

    def _launch(self, cancelled: Callable[[], bool]) -> None:
        settings = {**FIXED, "unix_socket_directories": str(self.sockets), **self.settings}
        words = [self.programs.program("postgres"), "-D", str(self.data)]
        for name, value in settings.items():
            words += ["-c", f"{name}={value}"]
        uid = self.account.uid
        libc = ctypes.CDLL(None)

        def die_with_guardian() -> None:
            with suppress(AttributeError):
                libc.prctl(PARENT_DEATH_SIGNAL, signal.SIGINT)

        with self.place.log.open("ab") as log:
            began = log.tell()
            if uid is not None and self.place.folder.stat().st_uid == uid:
                os.chown(self.place.log, uid, -1)
            self.process = subprocess.Popen(
                self.account.command(words),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                env=_environment(),
                user=uid,
                group=uid,
                extra_groups=None if uid is None else [],
                preexec_fn=die_with_guardian,
            )
        end = time.monotonic() + START_SECONDS
        while not self._answers():
            ended = self.process.poll() is not None
            if ended or cancelled() or time.monotonic() > end:
                self.stop()
                said = _last_words(self.place.log.read_bytes()[began:].decode(errors="replace"))
                reason = said if ended else "it was interrupted or took too long"
                raise Failure(
                    f"The embedded database did not start: {reason}. Everything it said is in {self.place.log}."
                )
            time.sleep(0.02)

    def _answers(self) -> bool:
        """As pg_ctl tells it: the last line of postmaster.pid says ready."""
        lines = _lines(self.data / "postmaster.pid")
        return (
            len(lines) >= 8
            and lines[7].strip() == "ready"
            and self.process is not None
            and (lines[0].strip() == str(self.process.pid))
        )

    def _turn_log_over(self) -> None:
        with suppress(FileNotFoundError):
            if self.place.log.stat().st_size > LOG_LIMIT:
                self.place.log.replace(self.place.log.with_suffix(".log.1"))


def clear(data: Path) -> None:
    """Waits for the end of a server that was left on these data, ends it if it stays, and removes its stale pid file.

    A killed postmaster leaves its children for a moment, and its pid file for ever; the number in that file may
    belong to an innocent process by now, which PostgreSQL would take for a running server.
    """
    pid_file = data / "postmaster.pid"
    for number, seconds in ((signal.SIGINT, 20.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 10.0)):
        left = _residents(data)
        if not left:
            break
        first = (_lines(pid_file) or ["0"])[0].strip()
        for pid in left:
            if number != signal.SIGINT or str(pid) == first:
                with suppress(ProcessLookupError):
                    os.kill(pid, number)
        end = time.monotonic() + seconds
        while _residents(data) and time.monotonic() < end:
            time.sleep(0.05)
    if not _residents(data):
        pid_file.unlink(missing_ok=True)


def _residents(data: Path) -> list[int]:
    """Process numbers of PostgreSQL processes whose working directory is this data directory."""
    try:
        here = data.stat()
    except FileNotFoundError:
        return []
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            there = (entry / "cwd").stat()
            same = (there.st_dev, there.st_ino) == (here.st_dev, here.st_ino)
            if same and (entry / "comm").read_text().startswith("postgres"):
                found.append(int(entry.name))
    return found


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(errors="replace").splitlines()
    except OSError:
        return []


def _last_words(said: str) -> str:
    """The last complaint in what a program said, without PostgreSQL's time stamp and level."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    complaints = [line for line in lines if re.search(r"\b(FATAL|PANIC|ERROR|error):", line)]
    last = (complaints or lines or ["it said nothing"])[-1]
    return re.sub(r"^.*?\b(FATAL|PANIC|ERROR|error):\s*", "", last).rstrip(".")


def _give(tree: Path, uid: int) -> None:
    for folder, _, names in os.walk(tree):
        os.chown(folder, uid, uid)
        for name in names:
            os.chown(Path(folder, name), uid, uid, follow_symlinks=False)


def _environment() -> dict[str, str]:
    """No PG* variable of the caller reaches the server, and no locale that this machine lacks."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return {**kept, "LC_ALL": "C", "TZ": "UTC"}
