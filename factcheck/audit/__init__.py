"""Who changed what, when and why: a history that the database writes itself, and that can be proved."""

from factcheck.audit.context import acting

__all__ = ["acting"]
