"""What settings.py computes with more than one line: the database and the secret key.

Everything raises ImproperlyConfigured with one sentence that begins with the name of the variable; manage.py prints
it and ends with 2.
"""

import contextlib
import os
import secrets
import tempfile
from collections.abc import Sequence
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit
from zoneinfo import available_timezones

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

SCHEMES = ("postgresql", "postgres")
POOL = {"min_size": 1, "max_size": 12, "timeout": 10, "max_idle": 120}
CONNECT_SECONDS = 10


def embedded_database(home: Path) -> dict[str, Any]:
    """Settings of the embedded server under `home`; nothing is started before the first connection."""
    return {
        "ENGINE": "factcheck.operations.database",
        "NAME": "factcheck",
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"pool": dict(POOL)},
        "EMBEDDED": {"home": home, "settings": {}},
    }


def external_database(url: str) -> dict[str, Any]:
    """Settings from `postgresql://USER:PASSWORD@HOST:PORT/NAME?sslmode=require`.

    Raises ImproperlyConfigured; the message never repeats the password.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as error:  # its text may hold a piece of the password
        raise ImproperlyConfigured(
            "DATABASE_URL cannot be read: its port is not a number, or its password holds one of / : @ # ? [ ] "
            "that is not percent-encoded."
        ) from error
    if parts.scheme not in SCHEMES:
        found = f"{parts.scheme}://" if "://" in url and parts.scheme else "something else"
        raise ImproperlyConfigured(f"DATABASE_URL must begin with postgresql://, but begins with {found}.")
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise ImproperlyConfigured(
            "DATABASE_URL names no database; it should read postgresql://USER:PASSWORD@HOST:PORT/NAME."
        )
    options: dict[str, Any] = {"connect_timeout": CONNECT_SECONDS, **dict(parse_qsl(parts.query))}
    return {
        "ENGINE": "factcheck.operations.database",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**options, "pool": dict(POOL)},
    }


def public_address(given: str) -> str:
    """Scheme and host, perhaps with a port, without a slash at the end; "" where none is given."""
    if not given:
        return ""
    try:
        parts = urlsplit(given.strip())
        whole = parts.scheme in ("http", "https") and parts.hostname and (parts.port or True)
    except ValueError:
        whole = False
    if not whole or parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc:
        raise ImproperlyConfigured(
            "PUBLIC_ADDRESS must be scheme and host alone, such as https://news.example or http://127.0.0.1:8000."
        )
    return f"{parts.scheme}://{parts.netloc}"


def hosts(given: Sequence[str], public: str) -> list[str]:
    """The names that are answered: those given, and that of the public address, by which pages are asked for when they
    are kept and baked.

    >>> hosts(["127.0.0.1"], "https://news.example:8443")
    ['127.0.0.1', 'news.example']
    """
    name = urlsplit(public).hostname or ""
    name = f"[{name}]" if ":" in name else name
    return [*given, name] if name and name not in given else list(given)


def mail_from(given: str) -> str:
    """An address with or without a name before it, as mail programs write it."""
    address = parseaddr(given)[1]
    try:
        validate_email(address if given.isprintable() else "")
    except ValidationError:
        raise ImproperlyConfigured(
            f"MAIL_FROM must be a mail address, such as Newsroom <checks@news.example>; not {given!r}."
        ) from None
    return given


def public_language(given: str, known: Sequence[str]) -> str:
    """One of the languages that there is a catalogue for, by its code."""
    if given not in known:
        raise ImproperlyConfigured(f"PUBLIC_LANGUAGE must be one of {', '.join(known)}.")
    return given


def time_zone(given: str) -> str:
    """A name of the IANA database of time zones."""
    if given not in available_timezones():
        raise ImproperlyConfigured(f"TIME_ZONE must be the name of a time zone, such as Europe/Paris; not {given!r}.")
    return given


def secret_key(home: Path, *, given: str, is_embedded: bool) -> str:
    """The key given; else, with the embedded database, one that is made once and kept in `home` with mode 0600."""
    if given:
        return given
    if not is_embedded:
        raise ImproperlyConfigured(
            "SECRET_KEY must be set when DATABASE_URL is: a long random text, the same for every process."
        )
    path = home / "secret_key"
    try:
        with contextlib.suppress(FileNotFoundError):
            kept = path.read_text().strip()
            if kept:
                return kept
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=home, prefix="secret_key.")  # mode 0600
        temporary = Path(name)
        try:
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_urlsafe(50) + "\n")
            if path.exists():
                temporary.replace(path)  # an empty one, left by a full disk
            else:
                path.hardlink_to(temporary)  # whoever comes second reads the first one's key
        except FileExistsError:
            pass
        finally:
            temporary.unlink(missing_ok=True)
        return path.read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"FACTCHECK_HOME: the secret key cannot be kept in {home} ({error.strerror}); "
            "make that folder writable, or set FACTCHECK_HOME to one that is."
        ) from error
