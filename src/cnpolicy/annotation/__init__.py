"""Annotations: what the leaves of a finished tree say, read without changing it."""
