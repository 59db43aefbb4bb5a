"""Who acts at the moment, and why: said with every statement that Django sends to the database.

It is said in a comment at the beginning of the statement, which the trigger reads (`current_query()`), and not in a
setting of the session: a setting stays on a pooled connection for whoever gets it next, is undone by a rollback of
which Django learns nothing, and costs a statement of its own. A comment ends with its statement. See
docs/adr/0011-audit.md.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from psycopg.sql import SQL, Composable

if TYPE_CHECKING:
    from factcheck.accounts.models import User

SYSTEM = "system"
VISITOR = "visitor"
LONGEST_WHY = 1_000


@dataclass(slots=True)
class Acting:
    """`person` is the key of a user, null for `who`: "system", "visitor" or another name of what acts."""

    person: int | None
    who: str
    why: str

    @property
    def comment(self) -> str:
        """What stands before each statement. Only ASCII, and neither `%` nor `*`: it cannot end early, and a driver
        finds no place for a parameter in it."""
        said: dict[str, Any] = {"why": self.why.replace("\x00", "")[:LONGEST_WHY]}
        said |= {"person": self.person} if self.person is not None else {"who": self.who}
        text = json.dumps(said).replace("%", "\\u0025").replace("*", "\\u002a")
        return f"/*acting {text}*/ "


_acting: ContextVar[Acting | None] = ContextVar("acting", default=None)


def current() -> Acting:
    """Who acts now; the process itself, with its command as the reason, where nobody was named."""
    return _acting.get() or Acting(None, SYSTEM, _command())


def _command() -> str:
    """`manage.py check_articles` and the like; empty where this is no command."""
    name = Path(sys.argv[0]).name if sys.argv else ""
    return f"manage.py {sys.argv[1]}" if name == "manage.py" and len(sys.argv) > 1 else ""


@contextmanager
def acting(who: User | str | None = None, why: str = "") -> Iterator[Acting]:
    """Within it, changes are written down as made by `who`: a person, or a word such as "system". None keeps whoever
    acts already, and an empty `why` the reason they have."""
    outer = current()
    if who is None:
        inner = Acting(outer.person, outer.who, why or outer.why)
    elif isinstance(who, str):
        inner = Acting(None, who, why or outer.why)
    else:
        inner = Acting(who.pk, "", why or outer.why)
    token = _acting.set(inner)
    try:
        yield inner
    finally:
        _acting.reset(token)


def signed_in(sender: object, user: User, **_: Any) -> None:
    """From signing in on, the visitor of this request is a person."""
    now = _acting.get()
    if now is not None and now.person is None:
        now.person, now.who = user.pk, ""


def watch(sender: object, connection: Any, **_: Any) -> None:
    """Speak on a connection that was opened just now. First in the line, so that tests which take the last wrapper off
    take off their own."""
    if connection.vendor == "postgresql" and say not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, say)


def say(execute: Callable[..., Any], sql: str | Composable, params: Any, many: bool, context: Any) -> Any:
    """Send a statement with who acts in front of it."""
    said = current().comment
    return execute(said + sql if isinstance(sql, str) else SQL(said) + sql, params, many, context)
