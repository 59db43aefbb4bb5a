"""Articles as they were published elsewhere, each text kept as a version."""
