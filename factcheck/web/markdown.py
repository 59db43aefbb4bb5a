"""Markdown that people write, as plain values. Safe by its shape: what the parser finds becomes one of a few kinds of
block and of words, which templates print escaped. There is no way for a tag, a script, an image or an address that is
not of the web to come out; what has no kind of its own is its text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

DEEPEST = 12
"""Quotations and lists within each other; what lies deeper is left as it was typed."""
_parser = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST}).disable(["html_block", "html_inline"])
_MARKS = {"strong": "strong", "em": "em"}
_LISTS = {"bullet_list": "list", "ordered_list": "ordered", "blockquote": "quote"}


@dataclass(frozen=True, slots=True)
class Words:
    """`kind` is text, strong, em, code, link or break; strong, em and link hold `parts`, the others `text`."""

    kind: str
    text: str = ""
    url: str = ""
    parts: Sequence[Words] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """`kind` is paragraph, heading, code, rule, list, ordered or quote. A paragraph and a heading hold `words`, code
    its `text`, lists and quotations `items`, each a list of blocks."""

    kind: str
    words: Sequence[Words] = ()
    text: str = ""
    items: Sequence[Sequence[Block]] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A heading (without words at the beginning of a text that has none there) and what stands under it."""

    heading: Sequence[Words]
    blocks: Sequence[Block]


def parts(text: str) -> list[Part]:
    """A page's text, cut at its headings. Its links may lead to pages of this website."""
    found: list[tuple[Sequence[Words], list[Block]]] = []
    for block in parsed(text, with_paths=True):
        if block.kind == "heading":
            found.append((block.words, []))
        elif not found:
            found.append(((), [block]))
        else:
            found[-1][1].append(block)
    return [Part(heading, blocks) for heading, blocks in found]


def parsed(text: str, *, with_paths: bool = False) -> list[Block]:
    """`with_paths` lets links lead to pages of this website, for texts of editors."""
    return _blocks(SyntaxTreeNode(_parser.parse(text)).children, with_paths)


def _blocks(nodes: Iterable[SyntaxTreeNode], with_paths: bool) -> list[Block]:
    found = []
    for node in nodes:
        if node.type in ("paragraph", "heading"):
            found.append(Block(node.type, _words(node.children, with_paths)))
        elif node.type in _LISTS:
            items = [node] if node.type == "blockquote" else node.children
            found.append(Block(_LISTS[node.type], items=[_blocks(item.children, with_paths) for item in items]))
        elif node.type in ("fence", "code_block"):
            found.append(Block("code", text=node.content))
        elif node.type == "hr":
            found.append(Block("rule"))
        else:
            found.append(Block("paragraph", [Words("text", node.content)]))
    return found


def _words(nodes: Iterable[SyntaxTreeNode], with_paths: bool) -> list[Words]:
    found: list[Words] = []
    for node in nodes:
        if node.type == "inline":
            found += _words(node.children, with_paths)
        elif node.type in _MARKS:
            found.append(Words(_MARKS[node.type], parts=_words(node.children, with_paths)))
        elif node.type == "code_inline":
            found.append(Words("code", node.content))
        elif node.type == "link":
            url, parts = str(node.attrs.get("href", "")), _words(node.children, with_paths)
            found += [Words("link", url=url, parts=parts)] if is_web(url) or (with_paths and is_path(url)) else parts
        elif node.type in ("softbreak", "hardbreak"):
            found.append(Words("break") if node.type == "hardbreak" else Words("text", "\n"))
        else:
            found.append(Words("text", node.content))
    return found


def is_path(url: str) -> bool:
    """A path on this website, which nothing reads as another host."""
    return url.startswith("/") and not url.startswith(("//", "/\\"))


def is_web(url: str) -> bool:
    """An address that a reader can be sent to: http or https, with a host."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
