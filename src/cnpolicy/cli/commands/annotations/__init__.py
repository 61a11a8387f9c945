"""Commands that list one kind of what a document states: files in, rows out."""
