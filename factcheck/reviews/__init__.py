"""Two people judge each claim, blind to each other; see docs/reviews.md."""
