"""Tables of a bare text: segments in, those of tables joined and read."""
