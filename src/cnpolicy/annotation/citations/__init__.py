"""Citations: leaves in, out the documents that they name."""
