"""Subscribing, telling and leaving."""
