"""From raw text to sentences whose names, numbers, days and symbols are known, with offsets into the original."""
