"""The optional drafting helper: a server that proposes where a text makes claims (docs/drafting.md). Off by default.

Only `check_articles --drafts` and the desk's form ask it. What it says is material: the engine drops what the text does
not bear out and computes the rest itself.
"""

from factcheck.claims.drafting.asking import NO_DRAFTS, Drafts, ask

__all__ = ["NO_DRAFTS", "Drafts", "ask"]
