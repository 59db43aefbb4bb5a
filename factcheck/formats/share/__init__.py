"""Images of 1200 by 630 pixels for those who share a link to a verdict or a vote."""
