"""Figures: words in, values, units and comparators out."""
