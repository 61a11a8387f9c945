"""HTML: a page in, the text of the document on it out."""
