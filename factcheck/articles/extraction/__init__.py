"""What came from outside, read: title, standfirst, author, outlet, day and text of an article. No Django.

    read(Original(body, "text/html", url="https://example.org/news"))  ->  Extracted, or raises Unreadable

Reading happens in a process of its own with little time and memory: pages, PDFs and archives from outside can be made
so that reading them never ends. docs/intake.md says what is refused.
"""

from factcheck.articles.extraction.sandbox import read, read_feed
from factcheck.articles.extraction.shapes import Block, Entry, Extracted, FeedFound, Original, Unreadable

__all__ = ["Block", "Entry", "Extracted", "FeedFound", "Original", "Unreadable", "read", "read_feed"]
