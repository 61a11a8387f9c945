"""What the tests share: makers of texts and trees, laws, tables."""
