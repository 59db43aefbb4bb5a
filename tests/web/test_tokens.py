"""Colours are legible in both modes: WCAG 2.2 AA, measured on the tokens themselves."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "static" / "css" / "tokens.css"
TEXT, LARGE_OR_EDGE = 4.5, 3.0

TEXT_PAIRS = [
    *[(ink, ground) for ink in ("ink", "soft", "accent") for ground in ("paper", "panel", "sunk")],
    *[(f"on-{option}", option) for option in ("yes", "no", "abstain", "absent")],
    *[(ink, f"{option}-tint") for ink in ("ink", "soft") for option in ("yes", "no", "abstain", "absent")],
    *[(verdict, "paper") for verdict in ("supported", "refuted", "depends", "silent", "high", "medium", "low")],
    *[(verdict, "sunk") for verdict in ("supported", "refuted", "depends", "silent", "high", "medium", "low")],
    *[("ink", f"{verdict}-tint") for verdict in ("supported", "refuted", "depends", "silent")],
    ("refuted", "panel"),
    ("on-accent", "accent"),
    ("mark-ink", "mark"),
    ("ink", "mark"),
]
EDGE_PAIRS = [(edge, ground) for edge in ("edge", "absent-edge", "yes", "no") for ground in ("paper", "panel")]


def modes() -> dict[str, dict[str, str]]:
    light, _, dark = CSS.read_text().partition("@media (prefers-color-scheme: dark)")
    read = [dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", part)) for part in (light, dark)]
    return {"light": read[0], "dark": read[0] | read[1]}


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("pairs", "least"), [(TEXT_PAIRS, TEXT), (EDGE_PAIRS, LARGE_OR_EDGE)])
def test_tokens_every_pair_in_use_is_legible(mode: str, pairs: list[tuple[str, str]], least: float) -> None:
    colours = modes()[mode]
    low = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in low.items() if ratio < least} == {}


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_tokens_vote_options_in_grey_stay_apart(mode: str) -> None:
    colours = modes()[mode]
    for first, second in combinations(("yes", "no", "abstain", "absent"), 2):
        if "absent" not in (first, second):  # drawn hollow, with an edge
            assert contrast(colours[first], colours[second]) > 1.4, (first, second)


def test_tokens_dark_mode_answers_every_colour() -> None:
    light, _, dark = CSS.read_text().partition("@media (prefers-color-scheme: dark)")
    names = [set(re.findall(r"--([\w-]+):\s*#", part)) for part in (light, dark)]
    assert names[0] == names[1]


def test_stylesheets_colours_stand_in_the_tokens_only() -> None:
    colour = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(")
    for path in CSS.parent.glob("*.css"):
        if path.name not in ("tokens.css", "print.css"):
            assert not colour.findall(path.read_text()), path.name
