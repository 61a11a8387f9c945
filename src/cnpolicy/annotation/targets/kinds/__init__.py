"""Kinds: figures in, out whether each is achieved, planned or a condition."""
