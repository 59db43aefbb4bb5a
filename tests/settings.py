"""Settings of the tests: the real ones, in a home of their own that lives as long as the run.

So tests never touch the newsroom that `make run` serves, and two runs never meet. Workers of one run share the
embedded server of its home.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_VARIABLES = (
    "DATABASE_URL",
    "SECRET_KEY",
    "DEBUG",
    "ALLOWED_HOSTS",
    "PUBLIC_ADDRESS",
    "CSRF_TRUSTED_ORIGINS",
    "SECURE_COOKIES",
    "DRAFTING_URL",
    "PUBLIC_LANGUAGE",
    "TIME_ZONE",
    "SITE_URL",
    "MAIL_FROM",
)

for _name in _VARIABLES:
    os.environ.pop(_name, None)
if "PYTEST_XDIST_WORKER" not in os.environ:
    os.environ["FACTCHECK_HOME"] = tempfile.mkdtemp(prefix="factcheck-tests-")
# Playwright's event loop runs in the thread of the tests; Django would take database access there for a mistake.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from factcheck.operations.embedded.place import DirectoryLock, Place  # noqa: E402
from factcheck.settings import *  # noqa: E402, F403
from factcheck.settings import DATABASES, HOME, STORAGES  # noqa: E402

DATABASES["default"]["EMBEDDED"]["settings"] = {"fsync": "off", "synchronous_commit": "off"}  # type: ignore[index]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT = HOME / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)


def _remove(home: Path) -> None:
    """Waits for the end of the server, which outlives the last worker by a moment, then removes its home."""
    run = Place.under(home).run
    if run.exists():
        with DirectoryLock(run, seconds=60):
            pass
    shutil.rmtree(home, ignore_errors=True)


if "PYTEST_XDIST_WORKER" not in os.environ:
    atexit.register(_remove, HOME)
