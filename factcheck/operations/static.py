"""Collecting static files, only when they have changed since the last time."""

import hashlib
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect(stamp: Path) -> bool:
    """Collects into STATIC_ROOT unless `stamp` says that the same files are there; true when it did."""
    now = fingerprint()
    root = Path(settings.STATIC_ROOT)
    if stamp.exists() and stamp.read_text() == now and root.is_dir():
        return False
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0, clear=root.is_dir())
    root.mkdir(parents=True, exist_ok=True)
    stamp.write_text(now)
    return True


def fingerprint() -> str:
    """A hash of every static file's name and content, of the storage, and of Django's version."""
    digest = hashlib.sha256(f"{django.__version__} {settings.STORAGES['staticfiles']}".encode())
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: str(found[0])):
            digest.update(f"\0{name}\0".encode())
            with storage.open(name) as file:
                digest.update(hashlib.sha256(file.read()).digest())
    return digest.hexdigest()
