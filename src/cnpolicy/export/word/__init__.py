"""Word documents: task tables, and findings as comments."""
