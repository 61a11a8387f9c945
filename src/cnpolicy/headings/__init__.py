"""Headings: how far the title of each heading reaches."""
