"""Models of the audit app. Events, links and heads are append-only: the database refuses every change and removal."""

from factcheck.audit.models.event import Action, Event
from factcheck.audit.models.head import Head
from factcheck.audit.models.link import Link
from factcheck.audit.models.verification import Verification

__all__ = ["Action", "Event", "Head", "Link", "Verification"]
