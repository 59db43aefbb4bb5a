"""Everything that writes articles. Keyword-only, `by` required, one transaction each."""
