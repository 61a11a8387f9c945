"""Segmentation: text in, segments out that partition it, one a paragraph."""
