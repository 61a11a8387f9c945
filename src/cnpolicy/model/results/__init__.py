"""What functions find in a document: one class each, and the tuple that holds them."""
