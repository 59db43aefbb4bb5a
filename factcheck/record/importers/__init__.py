"""Readers of public voting records: one module a format, none of them knows Django.

Each reads a file row by row and gives `EventRow`s, one a vote, or notes a `Fault` with file, line, column and reason.
What is wrong is refused, never mended by guessing: an unknown state parks its cell, an unknown value its whole vote.
"""
