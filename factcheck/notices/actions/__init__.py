"""What makes notices and marks them read."""
