"""PDF: a file in, the text of its pages out, read by a process of its own."""
