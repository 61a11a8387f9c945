"""Targets: leaves in, out the quantities in them and what they measure."""
