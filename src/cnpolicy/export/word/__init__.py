"""Word documents: task tables."""
