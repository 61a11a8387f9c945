"""Front matter: what surrounds the numbered text, and where each part begins."""
