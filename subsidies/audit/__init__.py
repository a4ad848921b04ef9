"""Audit: the money read from any total down to its papers, samples, findings and replies."""
