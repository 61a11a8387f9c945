"""Lexical: what a run of characters says on its own."""
