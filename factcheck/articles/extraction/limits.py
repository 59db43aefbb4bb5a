"""How much of everything is read."""

SIZE = 10 * 2**20
"""Bytes of an original, and of a page within an archive once it is unpacked."""
PAGES = 300
"""Of a PDF."""
RECORDS = 1_000
"""Of a web archive, until the first page has to be found."""
EXCERPT = 4_000
"""Code points of the original that are shown."""
PROCESSOR_SECONDS = 20
SECONDS = 60.0
"""On the clock, for a machine that is busy with something else."""
MEMORY = 1536 * 2**20
"""Bytes of address space of the reading process."""
SHORT = 120
"""Words; an article with fewer is often the beginning of one."""
