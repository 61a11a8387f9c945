"""Exports: a document in, the same document in another form out."""
