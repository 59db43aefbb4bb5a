"""Models of kept pages. All of it can be made anew from the rest of the database."""

from factcheck.kept.models.change import Change
from factcheck.kept.models.page import Page
from factcheck.kept.models.sweep import Sweep

__all__ = ["Change", "Page", "Sweep"]
