"""Texts of resolutions in Akoma Ntoso, one XML document: their paragraphs in order, as they are numbered. No Django.

Words are the document's own; white space is one space, and footnotes with their marks, tables and annexes are left out.
The structure has to be one that is known here: anything else refuses the document with its place, because a paragraph
that was cut or put into the wrong part of the text would look like one that is right.
"""

from factcheck.record.importers.akn.document import ROOT, Refused, Text, read
from factcheck.record.importers.akn.paragraphs import Paragraph, is_part

__all__ = ["ROOT", "Paragraph", "Refused", "Text", "is_part", "read"]
