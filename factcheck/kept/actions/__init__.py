"""Keeping pages: what is rendered is stored, what changed is found, what is missing is added."""
