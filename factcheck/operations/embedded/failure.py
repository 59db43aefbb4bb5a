"""What the embedded server says when it cannot do its work."""


class Failure(Exception):
    """One sentence for the person at the keyboard; never a traceback."""
