"""Naming and the named years."""
