"""Models of the audit app. All three are append-only: the database refuses every change and every removal."""

from factcheck.audit.models.event import Action, Event
from factcheck.audit.models.head import Head
from factcheck.audit.models.link import Link

__all__ = ["Action", "Event", "Head", "Link"]
