#!/usr/bin/env python
"""Django's command line for Factcheck. A wrong setting or an unreachable database is one sentence and exit code 2."""

import os
import signal
import sys
from typing import NoReturn

INTERRUPTED = 130
REFUSED = 2


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    signal.signal(signal.SIGTERM, _end)
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.stderr.write(f"{error}\n")
        return REFUSED
    except OperationalError as error:
        from factcheck.operations.database.base import DatabaseUnavailable

        if not isinstance(error, DatabaseUnavailable):
            raise
        sys.stderr.write(f"{error}\n")
        return REFUSED
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


def _end(number: int, _: object) -> NoReturn:
    """SIGTERM ends the command in order, so that an embedded database is let go of."""
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.exit(main())
