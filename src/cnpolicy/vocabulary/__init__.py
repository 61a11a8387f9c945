"""Vocabulary: the words and patterns that a drafter of plans uses, as data."""
