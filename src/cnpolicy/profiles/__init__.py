"""Profiles of other families of documents, as files that people write."""
