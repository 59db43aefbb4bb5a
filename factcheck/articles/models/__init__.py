"""Models of the articles app."""

from factcheck.articles.models.article import Article
from factcheck.articles.models.intake import Intake, IntakeState, KeptOriginal, SourceKind
from factcheck.articles.models.outlet import Outlet
from factcheck.articles.models.version import ArticleVersion, ObtainedHow, checked_text, sha256_of

__all__ = [
    "Article",
    "ArticleVersion",
    "Intake",
    "IntakeState",
    "KeptOriginal",
    "ObtainedHow",
    "Outlet",
    "SourceKind",
    "checked_text",
    "sha256_of",
]
