"""French: as the framework has it, with the hour as in "26 novembre 2026, 14:05"."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, H:i T"
