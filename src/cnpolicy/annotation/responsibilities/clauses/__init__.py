"""Clauses of responsibility: a paragraph in, its parsed clauses out."""
