"""What all readers share: lines made tidy, and the title not told twice."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from factcheck.articles.limits import TITLE_LENGTH

TITLE_WORDS = 30
"""A first line with more words is no title."""
TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|cmpid|ref_src", re.IGNORECASE)
ADDRESS_LENGTH = 1_000

_SPACES = re.compile(r"[^\S\n]+")
_EMPTY_LINES = re.compile(r"\n{3,}")
_LETTERS = re.compile(r"[\W_]+")


def tidy(text: str) -> str:
    """No spaces at the ends of lines or in a row, no more than one empty line in a row.

    >>> tidy(" a  b \\n\\n\\n\\nc")
    'a b\\n\\nc'
    """
    lines = (_SPACES.sub(" ", line).strip() for line in text.replace("\x0c", "\n").split("\n"))
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip("\n")


def one_line(text: str, limit: int = TITLE_LENGTH) -> str:
    """All of it in one line, at most `limit` code points."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def same(first: str, second: str) -> bool:
    """Whether two lines are the same but for case, punctuation and spaces.

    >>> same("“Yes”, says the Assembly", '"Yes" says the assembly')
    True
    """
    return bool(_bare(first)) and _bare(first) == _bare(second)


def _bare(text: str) -> str:
    return _LETTERS.sub(" ", text.casefold()).strip()


def without_title(text: str, title: str) -> str:
    """The text without the lines at its beginning that are its title."""
    while text:
        first, _, rest = text.partition("\n")
        if not same(first, title):
            break
        text = rest.lstrip("\n")
    return text


def titled(text: str) -> tuple[str, str]:
    """Title and text of words that are nothing but words: a first line that stands alone, is short and is no sentence
    is a title."""
    first, gap, rest = text.partition("\n")
    is_title = gap and rest.strip() and len(first.split()) <= TITLE_WORDS and not first.rstrip("”\"'").endswith(".")
    if is_title and rest.startswith("\n"):
        return first, without_title(rest.lstrip("\n"), first)
    return "", text


def address(url: str) -> str:
    """A web address without its fragment and without what tracks readers; empty where it is none or too long.

    >>> address("https://example.org/a?utm_source=x&id=3#top")
    'https://example.org/a?id=3'
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname or not url.isprintable():
        return ""
    pairs = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=200) if "=" in parts.query else None
    query = parts.query
    if pairs is not None and any(TRACKING.fullmatch(name) for name, _ in pairs):
        query = urlencode([(name, value) for name, value in pairs if not TRACKING.fullmatch(name)])
    whole = urlunsplit((parts.scheme, parts.netloc, parts.path or "/", query, ""))
    return whole if len(whole) <= ADDRESS_LENGTH else ""


def site_of(url: str) -> str:
    """The name of the website without the beginnings that one site has several of.

    >>> site_of("https://www.example.org/a")
    'example.org'
    """
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
    return re.sub(r"^(?:www\d?|m|amp|mobile)\.", "", host)
