"""Metadata: a tree in, out what its head and tail say about the document."""
