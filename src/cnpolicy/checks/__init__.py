"""Checks: the rules by which `check` reads a finished document, a module for a kind."""
