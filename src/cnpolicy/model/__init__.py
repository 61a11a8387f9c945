"""The types that a caller of the library can hold."""
