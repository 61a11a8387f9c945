"""Responsibilities: leaves in, out who does what in them."""
