"""Sessions as Django keeps them in the database (SESSION_ENGINE), read without the ORM: every page of the desk does."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends import db
from django.utils import timezone

from factcheck.operations.database import one_row

_STATEMENT = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(db.SessionStore):
    def load(self) -> dict[str, Any]:
        row = one_row.first(_STATEMENT, [self.session_key, timezone.now()])
        if row is None:
            self._session_key = None
            return {}
        return self.decode(row[0])
