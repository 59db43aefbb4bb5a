"""Taking files in, and importing them in the background."""
