"""What happened that a colleague should know of."""
