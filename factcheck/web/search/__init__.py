"""The public search: what was asked and understood, what was found, and how its page says so."""
