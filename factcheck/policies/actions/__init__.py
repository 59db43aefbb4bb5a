"""What changes policy pages. Each function is a whole transaction."""
