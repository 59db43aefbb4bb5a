"""Models of the articles app."""

from factcheck.articles.models.article import Article
from factcheck.articles.models.outlet import Outlet
from factcheck.articles.models.version import ArticleVersion, ObtainedHow, checked_text, sha256_of

__all__ = ["Article", "ArticleVersion", "ObtainedHow", "Outlet", "checked_text", "sha256_of"]
