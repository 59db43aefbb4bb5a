"""The read-only API: OpenAPI 3.1, made with django-ninja. `address.py` serves it; docs/api.md tells how it is used."""
