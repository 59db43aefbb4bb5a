"""The demonstration newsroom: invented people, an invented outlet, articles written for the purpose.

It exists in the embedded database only. The logins are printed by `make run`, so they must never reach another one.
"""

from factcheck.demonstration.logins import LOGINS

__all__ = ["LOGINS"]
