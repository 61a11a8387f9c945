"""Commands that run until they are ended: they serve people and agents."""
