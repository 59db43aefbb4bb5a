"""Models of the articles app."""

from factcheck.articles.models.article import Article
from factcheck.articles.models.outlet import Outlet
from factcheck.articles.models.version import ArticleVersion

__all__ = ["Article", "ArticleVersion", "Outlet"]
