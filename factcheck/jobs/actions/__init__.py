"""Writing how far a piece of work has come."""
