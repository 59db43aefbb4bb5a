"""Everything that writes claims. Keyword-only, `by` required, one transaction each."""
