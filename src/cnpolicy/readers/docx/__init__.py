"""DOCX: a file of a word processor in, its text out."""
