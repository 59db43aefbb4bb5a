"""Fetching from the web, which is hostile: every address is checked when it is connected to, and everything has an
end. No Django; docs/adr/0010-fetching.md says what is refused and why.

    Fetcher().fetch("https://example.org/news")  ->  Fetched, or raises Refused with one sentence for the reader
"""

from factcheck.articles.fetching.addresses import Policy, problem_with_address
from factcheck.articles.fetching.fetcher import ARTICLE, FEED, ROBOTS, Fetched, Fetcher, Limits
from factcheck.articles.fetching.refusal import Refused

__all__ = ["ARTICLE", "FEED", "ROBOTS", "Fetched", "Fetcher", "Limits", "Policy", "Refused", "problem_with_address"]
