"""OFD: a file of the Chinese layout format in, the text of its pages out."""
