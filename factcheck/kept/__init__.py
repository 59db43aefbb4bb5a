"""Public pages that are rendered once, when they change, and kept as bytes (docs/adr/0013-kept-pages.md)."""
