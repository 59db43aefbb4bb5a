"""What people write in Markdown comes out as plain values: no tag, script, image or strange address can."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.template.loader import render_to_string

from factcheck.web.markdown import Block, Words, is_path, is_web, parsed, parts


def shown(text: str) -> str:
    return "".join(render_to_string("components/prose.html", {"blocks": parsed(text)}).split("\n"))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("**a** *b* `c`", "<strong>a</strong> <em>b</em> <code>c</code>"),
        ("- a\n- b", "<li>"),
        ("1. a", "<ol>"),
        ("> a", '<blockquote class="prose-quote">'),
        ("# a", "<p><b>a</b></p>"),
        ("```\na <b>\n```", '<pre class="prose-code"><code>a &lt;b&gt;'),
        ("[a](https://b.example/)", '<a href="https://b.example/" rel="nofollow noopener noreferrer">a</a>'),
    ],
)
def test_subset_is_drawn(text: str, part: str) -> None:
    assert part in shown(text)


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![a](https://b.example/c.png)",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a](//b.example/)",
    "[a](/desk/)",
    "<https:javascript//x>",
    '[a](https://b.example/"onclick=alert(1))',
    "<a href='https://b.example/'>x</a>",
    "&lt;script&gt;",
    "[x]: javascript:alert(1)\n\n[x]",
    "> " * 400 + "deep",
    "[" * 5_000,
    "*" * 5_000,
    "\x00 <b>",
]


def links(blocks: list[Block]) -> Iterator[str]:
    def of(words: list[Words]) -> Iterator[str]:
        for part in words:
            if part.kind == "link":
                yield part.url
            yield from of(list(part.parts))

    for block in blocks:
        yield from of(list(block.words))
        for item in block.items:
            yield from links(list(item))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_out_as_text(text: str) -> None:
    page = shown(text)
    for tag in (
        "<script",
        "<img",
        'javascript:alert(1)"',
        " onclick",
        "<a href='",
        '<a href="/',
        '<a href="data',
        "<b>",
    ):
        assert tag not in page
    assert all(is_web(url) for url in links(parsed(text)))


def test_plain_text_stays_what_it_is() -> None:
    assert "1 &lt; 2 &amp; 3" in shown("1 < 2 & 3")
    assert parsed("") == []


@pytest.mark.parametrize(
    ("url", "held"), [("/report/", True), ("//b.example/", False), ("/\\b.example/", False), ("report/", False)]
)
def test_path_is_one_on_this_website(url: str, held: bool) -> None:
    assert is_path(url) is held


def test_parts_are_cut_at_headings_and_keep_paths() -> None:
    first, second = parts("a\n\n## b\n\n[c](/report/)\n\n[d](//b.example/)")
    assert (first.heading, second.heading) == ((), [Words("text", "b")])
    assert [block.words[0].kind for block in second.blocks] == ["link", "text"]
