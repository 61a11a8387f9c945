"""Processes that do the work of the service: a request in, its answer out."""
