"""Model: every type that a caller can hold. It recognises nothing."""
