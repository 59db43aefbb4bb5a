"""Readers who want to be told by mail."""
