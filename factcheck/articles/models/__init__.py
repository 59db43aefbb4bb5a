"""Models of the articles app."""

from factcheck.articles.models.article import Article
from factcheck.articles.models.copy import Copy, TextSketch
from factcheck.articles.models.feed import Feed, FeedEntry, RobotsFile
from factcheck.articles.models.intake import Intake, IntakeState, KeptOriginal, PackedArchive, SourceKind
from factcheck.articles.models.outlet import Outlet
from factcheck.articles.models.version import ArticleVersion, ObtainedHow, checked_text, sha256_of

__all__ = [
    "Article",
    "ArticleVersion",
    "Copy",
    "Feed",
    "FeedEntry",
    "Intake",
    "IntakeState",
    "KeptOriginal",
    "ObtainedHow",
    "Outlet",
    "PackedArchive",
    "RobotsFile",
    "SourceKind",
    "TextSketch",
    "checked_text",
    "sha256_of",
]
