"""What can be done with reviews."""
