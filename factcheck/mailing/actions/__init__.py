"""Actions of the mailing app."""
