"""Tree: segments in, nodes out, by way of tokens and the grammar."""
