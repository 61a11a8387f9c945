"""Numbering: markers in, ranks out: which are headings, and what nests in what."""
