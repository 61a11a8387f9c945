"""References: leaves in, out the places of documents that they point to."""
