"""Errors that become an answer in `factcheck.web.middleware`, and nowhere else."""


class BadParameters(Exception):
    """The address asks for something that cannot be: answered with 400 and this sentence, meant for the reader."""


class Gone(Exception):
    """What readers could see at the address was taken off the pages: answered with 410."""
