"""Decisions on claims: made by an editor, approved by another, published, rechecked, corrected in the open."""
