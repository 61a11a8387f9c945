"""Markdown: a text with signs of markup in, the text without them out."""
