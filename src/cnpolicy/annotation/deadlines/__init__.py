"""Deadlines: by when, how often, or how long something is to be done."""
