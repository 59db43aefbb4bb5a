"""Models of the articles app."""

from factcheck.articles.models.article import Article
from factcheck.articles.models.feed import Feed, FeedEntry, RobotsFile
from factcheck.articles.models.intake import Intake, IntakeState, KeptOriginal, SourceKind
from factcheck.articles.models.outlet import Outlet
from factcheck.articles.models.version import ArticleVersion, ObtainedHow, checked_text, sha256_of

__all__ = [
    "Article",
    "ArticleVersion",
    "Feed",
    "FeedEntry",
    "Intake",
    "IntakeState",
    "KeptOriginal",
    "ObtainedHow",
    "Outlet",
    "RobotsFile",
    "SourceKind",
    "checked_text",
    "sha256_of",
]
