"""What can be done with verdicts."""
